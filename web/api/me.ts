import { createContext, useContext } from 'react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { READ_ME } from '../../src/http/contract/me.ts';
import type { CallOutput } from './client.ts';
import { useApi } from './use-api.ts';

export type Me = CallOutput<typeof READ_ME>;

/** Asked again every half minute: it carries what needs attention. */
export const useReadMe = (): UseQueryResult<Me> => {
  const call = useApi();
  return useQuery({
    queryKey: ['me'],
    queryFn: async () => call<typeof READ_ME>('get', '/me'),
    refetchInterval: 30_000,
  });
};

const MeContext = createContext<Me | null>(null);
export const MeProvider = MeContext.Provider;

/** The store of this session; known wherever a page stands. */
export const useMe = (): Me => {
  const me = useContext(MeContext);
  if (me === null) throw new Error('The store is read before any page is shown.');
  return me;
};
