import { giveUpAt, type Campaign } from '../../core/campaigns/campaign.ts';
import type { CampaignParts } from './parts.ts';

const RECIPIENTS_A_PAGE = 200;

/**
 * Fixes whom a campaign is for, page by page: the recipients of a page and the place where it ended are one unit, so
 * after a crash the next page begins where the last whole one ended, and two processes never fix the same one twice.
 * Carts left behind after the campaign was made are not of it.
 */
export const fixRecipients = async (
  { store, clock }: CampaignParts,
  campaign: Campaign,
): Promise<'fixed' | 'more' | 'conflict'> => {
  const { storeId, id: campaignId, audience, fixedUntil, createdAt } = campaign;
  const known = await store.stores.find(storeId);
  if (known === null) return 'conflict';
  const { abandonedAfterMs } = known.settings;
  const page = await store.reader.campaigns.audience({
    storeId,
    audience,
    abandonedAfterMs,
    now: createdAt,
    after: fixedUntil,
    limit: RECIPIENTS_A_PAGE,
  });
  const isLast = page.length < RECIPIENTS_A_PAGE;
  const now = clock.now();
  const before = isLast ? await countRecipients({ store }, campaign) : 0;
  const end = isLast
    ? { fixedAt: now, giveUpAt: giveUpAt(campaign, { recipients: before + page.length, fixedAt: now }) }
    : {};
  const fixed = await store.commit([
    store.campaigns.changed(campaign, { fixedUntil: page.at(-1)?.shopperId ?? fixedUntil, ...end }),
    ...page.map((addressee) =>
      store.campaigns.recipientAdded({
        ...addressee,
        campaignId,
        storeId,
        state: 'waiting',
        reason: null,
        lookAt: now,
      }),
    ),
  ]);
  if (fixed === 'conflict') return 'conflict';
  return isLast ? 'fixed' : 'more';
};

const countRecipients = async (
  { store }: Pick<CampaignParts, 'store'>,
  { id }: Campaign,
): Promise<number> => {
  const counts = await store.campaigns.recipientCounts([id]);
  return counts.reduce((sum, { count }) => sum + count, 0);
};
