import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { READ_SUMMARY } from '../../src/http/contract/reports.ts';
import type { CallInput, CallOutput } from './client.ts';
import { useApi } from './use-api.ts';

export type Summary = CallOutput<typeof READ_SUMMARY>;
export type SummaryQuery = NonNullable<CallInput<typeof READ_SUMMARY>['query']>;

export const useSummary = (query: SummaryQuery): UseQueryResult<Summary> => {
  const call = useApi();
  return useQuery({
    queryKey: ['summary', query],
    queryFn: async () => call<typeof READ_SUMMARY>('get', '/reports/summary', { query }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
};
