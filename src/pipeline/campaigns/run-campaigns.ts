import type { Campaign } from '../../core/campaigns/campaign.ts';
import { fixRecipients } from './fix-recipients.ts';
import type { CampaignParts } from './parts.ts';
import { releaseRound } from './release.ts';

/** Rounds of one campaign in one call; the others have their turn in between. */
const MOST_ROUNDS = 10;

/**
 * Brings every running campaign on by what its rate allows. Run every few seconds; while none is running it is one
 * look-up in an index. All it knows stands in the database: a process may end at any point, and several may do this.
 */
export const createRunCampaigns = (parts: CampaignParts) => async (): Promise<void> => {
  for (const campaign of await parts.store.campaigns.running()) await bringOn(parts, campaign);
};

const bringOn = async (parts: CampaignParts, campaign: Campaign): Promise<void> => {
  let current: Campaign | null = campaign;
  for (let round = 0; round < MOST_ROUNDS && current?.state === 'running'; round += 1) {
    const outcome: Outcome =
      current.fixedAt === null ? await fixRecipients(parts, current) : await releaseRound(parts, current);
    if (outcome === 'enough') return;
    current = await parts.store.campaigns.find(campaign.storeId, campaign.id);
  }
};

type Outcome = 'fixed' | 'more' | 'enough' | 'conflict';
