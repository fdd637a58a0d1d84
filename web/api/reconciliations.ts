import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  LIST_RECONCILIATIONS,
  READ_RECONCILIATION,
  START_RECONCILIATION,
} from '../../src/http/contract/reconciliations.ts';
import type { CallInput, CallOutput } from './client.ts';
import { useApi } from './use-api.ts';

type Listed = CallOutput<typeof LIST_RECONCILIATIONS>;
export type ReconciliationItem = Listed['items'][number];
export type Report = CallOutput<typeof READ_RECONCILIATION>;
export type Discrepancy = Report['discrepancies'][number];
type Wanted = NonNullable<CallInput<typeof START_RECONCILIATION>['body']>;

/** While one runs its report grows. */
const WHILE_RUNNING_MS = 1_500;

export const useReconciliations = (cursor: string | undefined): UseQueryResult<Listed> => {
  const call = useApi();
  return useQuery({
    queryKey: ['reconciliations', { cursor }],
    queryFn: async () => call<typeof LIST_RECONCILIATIONS>('get', '/reconciliations', { query: { cursor } }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some((one) => one.state === 'running') === true ? WHILE_RUNNING_MS : 30_000,
  });
};

export const useReport = (id: string, cursor: string | undefined): UseQueryResult<Report> => {
  const call = useApi();
  return useQuery({
    queryKey: ['reconciliations', id, { cursor }],
    queryFn: async () =>
      call<typeof READ_RECONCILIATION>('get', '/reconciliations/{id}', { params: { id }, query: { cursor } }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? WHILE_RUNNING_MS : false),
  });
};

export const useStartReconciliation = (): UseMutationResult<
  CallOutput<typeof START_RECONCILIATION>,
  Error,
  Wanted
> => {
  const call = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body) => call<typeof START_RECONCILIATION>('post', '/reconciliations', { body }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['reconciliations'] }),
  });
};
