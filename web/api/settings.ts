import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { CHANGE_SETTINGS, READ_SETTINGS } from '../../src/http/contract/settings.ts';
import type { CallInput, CallOutput } from './client.ts';
import { useApi } from './use-api.ts';

export type Settings = CallOutput<typeof READ_SETTINGS>;
export type SettingsInput = NonNullable<CallInput<typeof CHANGE_SETTINGS>['body']>;

export const useSettings = (): UseQueryResult<Settings> => {
  const call = useApi();
  return useQuery({
    queryKey: ['settings'],
    queryFn: async () => call<typeof READ_SETTINGS>('get', '/settings'),
  });
};

export const useChangeSettings = (): UseMutationResult<Settings, Error, SettingsInput> => {
  const call = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body) => call<typeof CHANGE_SETTINGS>('put', '/settings', { body }),
    onSuccess: (changed) => {
      queries.setQueryData(['settings'], changed);
      void queries.invalidateQueries({ queryKey: ['me'] });
    },
  });
};
