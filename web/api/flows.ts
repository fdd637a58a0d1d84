import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { CHANGE_FLOW, LIST_FLOWS, PREVIEW_FLOW, TEST_FLOW } from '../../src/http/contract/flows.ts';
import type { FlowKind } from '../../src/core/words/vocabulary.ts';
import type { CallInput, CallOutput } from './client.ts';
import { useApi } from './use-api.ts';

export type Flow = CallOutput<typeof CHANGE_FLOW>;
export type Step = Flow['steps'][number];
export type Template = Step['templates'][string];
export type Block = Template['blocks'][number];
export type FlowInput = NonNullable<CallInput<typeof CHANGE_FLOW>['body']>;
export type Preview = CallOutput<typeof PREVIEW_FLOW>;
export type PreviewInput = NonNullable<CallInput<typeof PREVIEW_FLOW>['body']>;
export type TestInput = NonNullable<CallInput<typeof TEST_FLOW>['body']>;

type FlowChange = { readonly kind: FlowKind; readonly body: FlowInput };

export const useFlows = (): UseQueryResult<readonly Flow[]> => {
  const call = useApi();
  return useQuery({
    queryKey: ['flows'],
    queryFn: async () => (await call<typeof LIST_FLOWS>('get', '/flows')).items,
  });
};

export const useChangeFlow = (): UseMutationResult<Flow, Error, FlowChange> => {
  const call = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ kind, body }) =>
      call<typeof CHANGE_FLOW>('put', '/flows/{kind}', { params: { kind }, body }),
    onSuccess: (changed) => {
      queries.setQueryData<readonly Flow[]>(['flows'], (flows) =>
        flows?.map((flow) => (flow.kind === changed.kind ? changed : flow)),
      );
      void queries.invalidateQueries({ queryKey: ['me'] });
    },
  });
};

/** The very mail of a draft, null while it is not known which; a text that does not parse is an `ApiProblem` with line and column. */
export const usePreview = (kind: FlowKind, body: PreviewInput | null): UseQueryResult<Preview> => {
  const call = useApi();
  return useQuery({
    queryKey: ['preview', kind, body],
    queryFn: async () =>
      call<typeof PREVIEW_FLOW>('post', '/flows/{kind}/preview', {
        params: { kind },
        body: body ?? undefined,
      }),
    enabled: body !== null,
    placeholderData: (previous) => previous,
    retry: false,
  });
};

export const useTestMail = (
  kind: FlowKind,
): UseMutationResult<CallOutput<typeof TEST_FLOW>, Error, TestInput> => {
  const call = useApi();
  return useMutation({
    mutationFn: async (body) =>
      call<typeof TEST_FLOW>('post', '/flows/{kind}/test', { params: { kind }, body }),
  });
};
