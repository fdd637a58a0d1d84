import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { LIST_SHOPPERS } from '../../src/http/contract/shoppers.ts';
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
