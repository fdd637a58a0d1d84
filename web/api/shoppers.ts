import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { LIST_SHOPPERS, TRUST_SHOPPER } from '../../src/http/contract/shoppers.ts';
import type { CallInput, CallOutput } from './client.ts';
import { useApi } from './use-api.ts';

export type Shoppers = CallOutput<typeof LIST_SHOPPERS>;
export type Shopper = Shoppers['items'][number];
export type ShopperQuery = NonNullable<CallInput<typeof LIST_SHOPPERS>['query']>;

export const useShoppers = (query: ShopperQuery): UseQueryResult<Shoppers> => {
  const call = useApi();
  return useQuery({
    queryKey: ['shoppers', query],
    queryFn: async () => call<typeof LIST_SHOPPERS>('get', '/shoppers', { query }),
    placeholderData: keepPreviousData,
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
