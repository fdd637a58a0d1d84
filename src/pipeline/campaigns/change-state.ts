import type { Campaign } from '../../core/campaigns/campaign.ts';
import type { CampaignId, StoreId } from '../../core/words/ids.ts';
import type { CampaignState } from '../../core/words/vocabulary.ts';
import type { CampaignFacts } from '../../ports/store/campaigns.ts';
import type { Store } from '../../ports/store/store.ts';

export type CampaignStep = 'pause' | 'resume' | 'cancel';

type Parts = { readonly store: Pick<Store, 'campaigns' | 'messages' | 'commit'>; readonly now: () => Date };

/** What each step needs the campaign to be in. */
const FROM: Readonly<Record<CampaignStep, readonly CampaignState[]>> = {
  pause: ['running'],
  resume: ['paused'],
  cancel: ['running', 'paused'],
};

const MOST_ATTEMPTS = 20;

/**
 * Pauses, resumes or ends a campaign. From the moment it is committed nothing more goes out; what was planned is looked
 * at again at once. Asked a second time it changes nothing.
 */
export const changeCampaign = async (
  { store, now }: Parts,
  about: { readonly storeId: StoreId; readonly id: CampaignId; readonly step: CampaignStep },
): Promise<Campaign | 'not_found' | 'conflict'> => {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const campaign = await store.campaigns.find(about.storeId, about.id);
    if (campaign === null) return 'not_found';
    const change = changeOf(campaign, about.step, now());
    if (campaign.state === change.state) return campaign;
    if (!FROM[about.step].includes(campaign.state)) return 'conflict';
    const writes = [
      store.campaigns.changed(campaign, change),
      ...store.messages.reconsider({ storeId: about.storeId, waiting: true, at: now() }),
    ];
    if ((await store.commit(writes)) === 'committed')
      return { ...campaign, ...change, revision: campaign.revision + 1 };
  }
  throw new Error('changing a campaign met conflicts without end');
};

const changeOf = (
  campaign: Campaign,
  step: CampaignStep,
  now: Date,
): Partial<CampaignFacts> & Pick<Campaign, 'state'> => {
  switch (step) {
    case 'pause':
      return { state: 'paused', pausedAt: now };
    case 'cancel':
      return { state: 'cancelled', pausedAt: null, endedAt: now };
    case 'resume': {
      const rested = now.getTime() - (campaign.pausedAt ?? now).getTime();
      const later = campaign.giveUpAt === null ? null : new Date(campaign.giveUpAt.getTime() + rested);
      return { state: 'running', pausedAt: null, giveUpAt: later };
    }
    default:
      return step satisfies never;
  }
};
