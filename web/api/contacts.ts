import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { LIST_CONTACTS, LOG_CONTACT } from '../../src/http/contract/contacts.ts';
import type { WRITE_BY_HAND } from '../../src/http/contract/messages.ts';
import type { LIST_TASKS } from '../../src/http/contract/tasks.ts';
import type { CallInput, CallOutput } from './client.ts';
import { useApi } from './use-api.ts';

export type Contact = CallOutput<typeof LOG_CONTACT>;
export type ContactInput = NonNullable<CallInput<typeof LOG_CONTACT>['body']>;
export type MessageByHand = NonNullable<CallInput<typeof WRITE_BY_HAND>['body']>;
export type Tasks = CallOutput<typeof LIST_TASKS>;

export const useContacts = (cartId: string): UseQueryResult<CallOutput<typeof LIST_CONTACTS>> => {
  const call = useApi();
  return useQuery({
    queryKey: ['cart', cartId, 'contacts'],
    queryFn: async () =>
      call<typeof LIST_CONTACTS>('get', '/carts/{id}/contacts', {
        params: { id: cartId },
        query: { limit: '200' },
      }),
  });
};

export const useLogContact = (cartId: string): UseMutationResult<Contact, Error, ContactInput> => {
  const call = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body) =>
      call<typeof LOG_CONTACT>('post', '/carts/{id}/contacts', { params: { id: cartId }, body }),
    onSuccess: () => {
      for (const queryKey of [['cart', cartId], ['carts'], ['tasks'], ['me']])
        void queries.invalidateQueries({ queryKey });
    },
  });
};

export const useWriteByHand = (
  cartId: string,
): UseMutationResult<CallOutput<typeof WRITE_BY_HAND>, Error, MessageByHand> => {
  const call = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body) =>
      call<typeof WRITE_BY_HAND>('post', '/carts/{id}/messages', { params: { id: cartId }, body }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['cart', cartId] }),
  });
};

export const useTasks = (
  dueBefore: string | undefined,
  cursor: string | undefined,
): UseQueryResult<Tasks> => {
  const call = useApi();
  return useQuery({
    queryKey: ['tasks', dueBefore, cursor],
    queryFn: async () => call<typeof LIST_TASKS>('get', '/tasks', { query: { dueBefore, cursor } }),
    refetchInterval: 30_000,
  });
};
