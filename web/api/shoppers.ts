import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { EXPLAIN_SHOPPER } from '../../src/http/contract/carts.ts';
import type { LIST_SHOPPERS, TRUST_SHOPPER } from '../../src/http/contract/shoppers.ts';
import type { CallInput, CallOutput } from './client.ts';
import { useApi } from './use-api.ts';

export type Shoppers = CallOutput<typeof LIST_SHOPPERS>;
export type Shopper = Shoppers['items'][number];
export type ExplainedShopper = CallOutput<typeof EXPLAIN_SHOPPER>;
export type ShopperQuery = NonNullable<CallInput<typeof LIST_SHOPPERS>['query']>;

export const useShoppers = (query: ShopperQuery): UseQueryResult<Shoppers> => {
  const call = useApi();
  return useQuery({
    queryKey: ['shoppers', query],
    queryFn: async () => call<typeof LIST_SHOPPERS>('get', '/shoppers', { query }),
    placeholderData: keepPreviousData,
  });
};

export const useExplainedShopper = (id: string | null): UseQueryResult<ExplainedShopper> => {
  const call = useApi();
  return useQuery({
    queryKey: ['shopper', id, 'explain'],
    queryFn: async () =>
      call<typeof EXPLAIN_SHOPPER>('get', '/shoppers/{id}/explain', { params: { id: id ?? '' } }),
    enabled: id !== null,
  });
};

/** The shopper of a cart is a person, whatever it looks like. */
export const useTrustShopper = ({
  cartId,
  shopperId,
}: {
  readonly cartId: string;
  readonly shopperId: string;
}): UseMutationResult<void, Error, void> => {
  const call = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await call<typeof TRUST_SHOPPER>('post', '/shoppers/{id}/trust', { params: { id: shopperId } });
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['cart', cartId] }),
  });
};
