import { and, eq, sql } from 'drizzle-orm';
import type { Contribution, Share } from '../../core/results/contribution.ts';
import type { OrderId, StoreId } from '../../core/words/ids.ts';
import type { Credits, StoredContribution } from '../../ports/store/credits.ts';
import type { Engine } from '../engine.ts';
import { rowSlots, type Slots } from '../slots.ts';
import type { Row } from '../tables/tables.ts';

export const createContributions = ({
  db,
  tables: { contributions },
  prepare,
}: Engine): Pick<Credits, 'contribution' | 'saveContribution'> => {
  const find = prepare('credits.contribution', (slot: Slots<{ storeId: StoreId; orderId: OrderId }>) =>
    db
      .select()
      .from(contributions)
      .where(and(eq(contributions.storeId, slot.storeId), eq(contributions.orderId, slot.orderId))),
  );
  const insert = prepare('credits.insertContribution', (slot: Slots<Row<'contributions'>>) =>
    db.insert(contributions).values(rowSlots(contributions, slot)),
  );
  const update = prepare('credits.updateContribution', (slot: Slots<Row<'contributions'>>) => {
    const { storeId, orderId, revision, ...columns } = rowSlots(contributions, slot);
    return db
      .update(contributions)
      .set({ ...columns, revision: sql`${contributions.revision} + 1` })
      .where(
        and(
          eq(contributions.storeId, storeId),
          eq(contributions.orderId, orderId),
          eq(contributions.revision, revision),
        ),
      );
  });

  return {
    contribution: async (storeId, orderId) => {
      const row = await find.first({ storeId, orderId });
      return row === null ? null : contributionOf(row);
    },
    saveContribution: (contribution, revision) =>
      revision === null
        ? insert.write(rowOf(contribution, 1))
        : update.write(rowOf(contribution, revision), { expect: 1 }),
  };
};

const contributionOf = (row: Row<'contributions'>): StoredContribution => ({
  storeId: row.storeId,
  orderId: row.orderId,
  boughtAt: row.boughtAt,
  share: shareOfRow(row),
  revision: row.revision,
});

export const shareOfRow = (row: Row<'contributions'>): Share | null => {
  const { creditKind, messageId, flow, stepId, channel, episodeDay, orderDay, currency, revenueMinor } = row;
  if (creditKind === null || messageId === null || channel === null) return null;
  if (episodeDay === null || orderDay === null || currency === null || revenueMinor === null) return null;
  return {
    credit: { kind: creditKind, messageId },
    flow,
    stepId,
    channel,
    episodeDay,
    orderDay,
    revenue: { minor: revenueMinor, currency },
  };
};

const rowOf = ({ share, ...facts }: Contribution, revision: number): Row<'contributions'> => ({
  ...facts,
  revision,
  ...(share === null ? NOTHING : columnsOf(share)),
});

type ShareColumns = Omit<Row<'contributions'>, 'storeId' | 'orderId' | 'boughtAt' | 'revision'>;

const columnsOf = ({ credit, revenue, ...share }: Share): ShareColumns => ({
  ...share,
  creditKind: credit.kind,
  messageId: credit.messageId,
  currency: revenue.currency,
  revenueMinor: revenue.minor,
});

const NOTHING: ShareColumns = {
  creditKind: null,
  messageId: null,
  flow: null,
  stepId: null,
  channel: null,
  episodeDay: null,
  orderDay: null,
  currency: null,
  revenueMinor: null,
};
