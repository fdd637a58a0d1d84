import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { LIST_DELIVERIES, REPLAY_DELIVERY } from '../../src/http/contract/deliveries.ts';
import type { CallInput, CallOutput } from './client.ts';
import { useApi } from './use-api.ts';

export type Delivery = CallOutput<typeof REPLAY_DELIVERY>;
export type DeliveryQuery = NonNullable<CallInput<typeof LIST_DELIVERIES>['query']>;

export const useDeliveries = (query: DeliveryQuery): UseQueryResult<CallOutput<typeof LIST_DELIVERIES>> => {
  const call = useApi();
  return useQuery({
    queryKey: ['deliveries', query],
    queryFn: async () => call<typeof LIST_DELIVERIES>('get', '/deliveries', { query }),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
};

export const useReplayDelivery = (): UseMutationResult<Delivery, Error, string> => {
  const call = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (id) =>
      call<typeof REPLAY_DELIVERY>('post', '/deliveries/{id}/replay', { params: { id } }),
    onSuccess: () => {
      for (const queryKey of [['deliveries'], ['me']]) void queries.invalidateQueries({ queryKey });
    },
  });
};
