import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  CANCEL_CAMPAIGN,
  LIST_CAMPAIGNS,
  PAUSE_CAMPAIGN,
  PREVIEW_CAMPAIGN,
  READ_CAMPAIGN,
  RESUME_CAMPAIGN,
  START_CAMPAIGN,
} from '../../src/http/contract/campaigns.ts';
import type { CallInput, CallOutput } from './client.ts';
import { useApi } from './use-api.ts';

export type Campaign = CallOutput<typeof READ_CAMPAIGN>;
export type CampaignInput = NonNullable<CallInput<typeof START_CAMPAIGN>['body']>;
export type CampaignPreview = CallOutput<typeof PREVIEW_CAMPAIGN>;
export type CampaignStep = 'pause' | 'resume' | 'cancel';

/** Sending goes on while somebody looks. */
const LOOK_AGAIN_MS = 5_000;

export const useCampaigns = (
  cursor: string | undefined,
): UseQueryResult<CallOutput<typeof LIST_CAMPAIGNS>> => {
  const call = useApi();
  return useQuery({
    queryKey: ['campaigns', cursor],
    queryFn: async () => call<typeof LIST_CAMPAIGNS>('get', '/campaigns', { query: { cursor } }),
    refetchInterval: LOOK_AGAIN_MS,
  });
};

export const useCampaign = (id: string): UseQueryResult<Campaign> => {
  const call = useApi();
  return useQuery({
    queryKey: ['campaign', id],
    queryFn: async () => call<typeof READ_CAMPAIGN>('get', '/campaigns/{id}', { params: { id } }),
    refetchInterval: LOOK_AGAIN_MS,
  });
};

/** How many it would be for, and who would be left out; asked again whenever the draft has settled. */
export const useCampaignPreview = (body: CampaignInput): UseQueryResult<CampaignPreview> => {
  const call = useApi();
  return useQuery({
    queryKey: ['campaign-preview', body],
    queryFn: async () => call<typeof PREVIEW_CAMPAIGN>('post', '/campaigns/preview', { body }),
    placeholderData: keepPreviousData,
    retry: false,
  });
};

export const useStartCampaign = (): UseMutationResult<Campaign, Error, CampaignInput> => {
  const call = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body) => call<typeof START_CAMPAIGN>('post', '/campaigns', { body }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['campaigns'] }),
  });
};

export const useChangeCampaign = (id: string): UseMutationResult<Campaign, Error, CampaignStep> => {
  const call = useApi();
  const queries = useQueryClient();
  const input = { params: { id } };
  return useMutation({
    mutationFn: async (step) => {
      if (step === 'pause') return call<typeof PAUSE_CAMPAIGN>('post', '/campaigns/{id}/pause', input);
      if (step === 'resume') return call<typeof RESUME_CAMPAIGN>('post', '/campaigns/{id}/resume', input);
      return call<typeof CANCEL_CAMPAIGN>('post', '/campaigns/{id}/cancel', input);
    },
    onSuccess: (changed) => {
      queries.setQueryData(['campaign', id], changed);
      void queries.invalidateQueries({ queryKey: ['campaigns'] });
    },
  });
};
