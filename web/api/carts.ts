import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  CLOSE_CART,
  EXPLAIN_CART,
  EXPLAIN_MESSAGE,
  LIST_CARTS,
  READ_CART,
  READ_TIMELINE,
} from '../../src/http/contract/carts.ts';
import type { CallInput, CallOutput } from './client.ts';
import { useApi } from './use-api.ts';

export type Cart = CallOutput<typeof READ_CART>;
export type CartPage = CallOutput<typeof LIST_CARTS>;
export type CartQuery = NonNullable<CallInput<typeof LIST_CARTS>['query']>;
export type Explanation = CallOutput<typeof EXPLAIN_CART>;
export type ExplainedMessage = CallOutput<typeof EXPLAIN_MESSAGE>;
export type Timeline = CallOutput<typeof READ_TIMELINE>;

/** Carts change by themselves: what is on the screen is asked for again every few seconds. */
const LIVE_MS = 10_000;

export const useCarts = (query: CartQuery): UseQueryResult<CartPage> => {
  const call = useApi();
  return useQuery({
    queryKey: ['carts', query],
    queryFn: async () => call<typeof LIST_CARTS>('get', '/carts', { query }),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_MS,
  });
};

export const useCart = (id: string | null): UseQueryResult<Cart> => {
  const call = useApi();
  return useQuery({
    queryKey: ['cart', id],
    queryFn: async () => call<typeof READ_CART>('get', '/carts/{id}', { params: { id: id ?? '' } }),
    enabled: id !== null,
    refetchInterval: LIVE_MS,
  });
};

export const useTimeline = (id: string): UseQueryResult<Timeline> => {
  const call = useApi();
  return useQuery({
    queryKey: ['cart', id, 'timeline'],
    queryFn: async () =>
      call<typeof READ_TIMELINE>('get', '/carts/{id}/timeline', { params: { id }, query: { limit: '200' } }),
    refetchInterval: LIVE_MS,
  });
};

export const useExplanation = (id: string): UseQueryResult<Explanation> => {
  const call = useApi();
  return useQuery({
    queryKey: ['cart', id, 'explain'],
    queryFn: async () => call<typeof EXPLAIN_CART>('get', '/carts/{id}/explain', { params: { id } }),
    refetchInterval: LIVE_MS,
  });
};

export const useExplainedMessage = (id: string | null): UseQueryResult<ExplainedMessage> => {
  const call = useApi();
  return useQuery({
    queryKey: ['message', id, 'explain'],
    queryFn: async () =>
      call<typeof EXPLAIN_MESSAGE>('get', '/messages/{id}/explain', { params: { id: id ?? '' } }),
    enabled: id !== null,
  });
};

export const useCloseCart = (id: string): UseMutationResult<Cart, Error, void> => {
  const call = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => call<typeof CLOSE_CART>('post', '/carts/{id}/close', { params: { id } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['cart', id] }),
  });
};
