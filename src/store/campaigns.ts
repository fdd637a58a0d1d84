import { and, count, desc, eq, inArray, isNotNull, isNull, lt, lte } from 'drizzle-orm';
import type { Campaign } from '../core/campaigns/campaign.ts';
import type { CampaignId, ShopperId, StoreId } from '../core/words/ids.ts';
import type { Campaigns, Recipient } from '../ports/store/campaigns.ts';
import { createAudience } from './campaigns/audience.ts';
import type { Engine } from './engine.ts';
import { isWord, rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createCampaigns = (engine: Engine): Campaigns => {
  const { find, byRequest, running, add, change } = prepareCampaigns(engine);
  const recipients = prepareRecipients(engine);
  const runs = prepareRuns(engine);
  const { db, read, tables } = engine;
  return {
    find: async (storeId, id) => toCampaign(await find.first({ storeId, id })),
    byRequestKey: async (storeId, key) => toCampaign(await byRequest.first({ storeId, key })),
    list: async (storeId, { before, limit }) => {
      const { campaigns } = tables;
      const isBefore = before === null ? undefined : lt(campaigns.id, before);
      const isTheirs = and(eq(campaigns.storeId, storeId), isBefore);
      const rows = await read(
        db.select().from(campaigns).where(isTheirs).orderBy(desc(campaigns.id)).limit(limit),
      );
      return rows.map(toCampaign);
    },
    running: async () => (await running.read({})).map(toCampaign),
    added: (campaign) => add.write(toRow(campaign), { expect: 1 }),
    changed: (before, given) =>
      change.write(
        { ...toRow({ ...before, ...given }), readRevision: before.revision, revision: before.revision + 1 },
        { expect: 1 },
      ),
    ...createAudience(engine),

    recipientAdded: (recipient) => recipients.add.write(recipient, { expect: 1 }),
    waiting: (id, now, limit) => recipients.waiting.read({ id, now, limit }),
    nextLookAt: async (id) => (await recipients.nextLookAt.first({ id }))?.lookAt ?? null,
    recipientChanged: ({ campaignId, shopperId }, { state, reason, lookAt }) =>
      recipients.change.write({ campaignId, shopperId, state, reason, lookAt }, { expect: 1 }),
    isUnderWay: async (id) => (await runs.underWay.first({ id })) !== null,
    recipientCounts: (ids) => countRecipients(engine, ids),
    messageCounts: (storeId, id) => runs.messages.read({ storeId, id }),
    ofShopper: (storeId, shopperId) => recipients.ofShopper.read({ storeId, shopperId }),
  };
};

const toCampaign = <Found extends Row<'campaigns'> | null>(row: Found): Campaign | Extract<Found, null> => {
  if (row === null) return null as Extract<Found, null>;
  const { config, ...rest } = row;
  return { ...config, ...rest };
};

const toRow = (campaign: Campaign): Row<'campaigns'> => {
  const { audience, channels, templates, whatsappTemplate, offer, quietHours, messagesPerHour, ...rest } =
    campaign;
  return {
    ...rest,
    config: { audience, channels, templates, whatsappTemplate, offer, quietHours, messagesPerHour },
  };
};

const prepareCampaigns = ({ db, prepare, tables: { campaigns } }: Engine) => ({
  find: prepare('campaigns.find', (slot: Slots<{ storeId: StoreId; id: CampaignId }>) =>
    db
      .select()
      .from(campaigns)
      .where(and(eq(campaigns.id, slot.id), eq(campaigns.storeId, slot.storeId))),
  ),
  byRequest: prepare('campaigns.byRequestKey', (slot: Slots<{ storeId: StoreId; key: string }>) =>
    db
      .select()
      .from(campaigns)
      .where(
        and(
          eq(campaigns.storeId, slot.storeId),
          isNotNull(campaigns.requestKey),
          eq(campaigns.requestKey, slot.key),
        ),
      ),
  ),
  running: prepare('campaigns.running', () =>
    db.select().from(campaigns).where(isWord(campaigns.state, 'running')).orderBy(campaigns.id),
  ),
  add: prepare('campaigns.add', (slot: Slots<Row<'campaigns'>>) =>
    db.insert(campaigns).values(rowSlots(campaigns, slot)),
  ),
  change: prepare('campaigns.change', (slot: Slots<Row<'campaigns'> & { readRevision: number }>) =>
    db
      .update(campaigns)
      .set({
        state: slot.state,
        fixedUntil: slot.fixedUntil,
        fixedAt: slot.fixedAt,
        nextReleaseAt: slot.nextReleaseAt,
        giveUpAt: slot.giveUpAt,
        pausedAt: slot.pausedAt,
        endedAt: slot.endedAt,
        revision: slot.revision,
      })
      .where(and(eq(campaigns.id, slot.id), eq(campaigns.revision, slot.readRevision))),
  ),
});

type Changed = Pick<Recipient, 'campaignId' | 'shopperId' | 'state' | 'reason' | 'lookAt'>;

/** Campaigns that a shopper is told of. */
const MOST_OF_SHOPPER = 20;

const prepareRecipients = ({ db, prepare, tables }: Engine) => {
  const { campaignRecipients: recipients } = tables;
  const isWaiting = isWord(recipients.state, 'waiting');
  return {
    add: prepare('campaigns.recipientAdded', (slot: Slots<Row<'campaignRecipients'>>) =>
      db.insert(recipients).values(rowSlots(recipients, slot)),
    ),
    waiting: prepare('campaigns.waiting', (slot: Slots<{ id: CampaignId; now: Date; limit: number }>) =>
      db
        .select()
        .from(recipients)
        .where(and(eq(recipients.campaignId, slot.id), isWaiting, lte(recipients.lookAt, slot.now)))
        .orderBy(recipients.lookAt, recipients.shopperId)
        .limit(slot.limit),
    ),
    nextLookAt: prepare('campaigns.nextLookAt', (slot: Slots<{ id: CampaignId }>) =>
      db
        .select({ lookAt: recipients.lookAt })
        .from(recipients)
        .where(and(eq(recipients.campaignId, slot.id), isWaiting))
        .orderBy(recipients.lookAt)
        .limit(1),
    ),
    change: prepare('campaigns.recipientChanged', (slot: Slots<Changed>) =>
      db
        .update(recipients)
        .set({ state: slot.state, reason: slot.reason, lookAt: slot.lookAt })
        .where(
          and(
            eq(recipients.campaignId, slot.campaignId),
            eq(recipients.shopperId, slot.shopperId),
            isWaiting,
          ),
        ),
    ),
    ofShopper: prepare('campaigns.ofShopper', (slot: Slots<{ storeId: StoreId; shopperId: ShopperId }>) =>
      db
        .select()
        .from(recipients)
        .where(and(eq(recipients.storeId, slot.storeId), eq(recipients.shopperId, slot.shopperId)))
        .orderBy(desc(recipients.campaignId))
        .limit(MOST_OF_SHOPPER),
    ),
  };
};

const prepareRuns = ({ db, prepare, tables: { episodes, messages } }: Engine) => ({
  underWay: prepare('campaigns.isUnderWay', (slot: Slots<{ id: CampaignId }>) =>
    db
      .select({ id: episodes.id })
      .from(episodes)
      .where(and(isNotNull(episodes.campaignId), eq(episodes.campaignId, slot.id), isNull(episodes.endedAt)))
      .limit(1),
  ),
  messages: prepare('campaigns.messageCounts', (slot: Slots<{ storeId: StoreId; id: CampaignId }>) =>
    db
      .select({ state: messages.state, reason: messages.reason, count: count() })
      .from(episodes)
      .innerJoin(messages, eq(messages.episodeId, episodes.id))
      .where(
        and(
          isNotNull(episodes.campaignId),
          eq(episodes.campaignId, slot.id),
          eq(episodes.storeId, slot.storeId),
        ),
      )
      .groupBy(messages.state, messages.reason),
  ),
});

const countRecipients = (
  { db, read, tables: { campaignRecipients: recipients } }: Engine,
  ids: readonly CampaignId[],
): ReturnType<Campaigns['recipientCounts']> =>
  ids.length === 0
    ? Promise.resolve([])
    : read(
        db
          .select({
            campaignId: recipients.campaignId,
            state: recipients.state,
            reason: recipients.reason,
            count: count(),
          })
          .from(recipients)
          .where(inArray(recipients.campaignId, [...ids]))
          .groupBy(recipients.campaignId, recipients.state, recipients.reason),
      );
