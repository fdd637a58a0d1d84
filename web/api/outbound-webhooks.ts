import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type {
  ADD_OUTBOUND_WEBHOOK,
  LIST_OUTBOUND_WEBHOOKS,
  REMOVE_OUTBOUND_WEBHOOK,
} from '../../src/http/contract/outbound-webhooks.ts';
import type { CallInput, CallOutput } from './client.ts';
import { useApi } from './use-api.ts';

export type OutboundWebhook = CallOutput<typeof LIST_OUTBOUND_WEBHOOKS>['items'][number];
export type NewWebhook = NonNullable<CallInput<typeof ADD_OUTBOUND_WEBHOOK>['body']>;

const KEY = ['outbound-webhooks'];

export const useOutboundWebhooks = (): UseQueryResult<readonly OutboundWebhook[]> => {
  const call = useApi();
  return useQuery({
    queryKey: KEY,
    queryFn: async () => (await call<typeof LIST_OUTBOUND_WEBHOOKS>('get', '/outbound-webhooks')).items,
  });
};

export const useAddWebhook = () => {
  const call = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: NewWebhook) =>
      call<typeof ADD_OUTBOUND_WEBHOOK>('post', '/outbound-webhooks', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
};

export const useRemoveWebhook = () => {
  const call = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) =>
      call<typeof REMOVE_OUTBOUND_WEBHOOK>('delete', '/outbound-webhooks/{id}', { params: { id } }),
    // One that was switched off stood under what needs attention.
    onSuccess: () => Promise.all([KEY, ['me']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
};
