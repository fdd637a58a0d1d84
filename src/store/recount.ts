import { and, eq, gte, isNotNull, isNull, lt, or } from 'drizzle-orm';
import { revenueOf } from '../core/results/credit.ts';
import { deltasOf } from '../core/results/contribution.ts';
import { dayBounds } from '../core/results/day.ts';
import { COUNTERS, countsOfState, deltaOf, keyText, mergeDeltas, negated } from '../core/results/funnel.ts';
import type { DailyDelta } from '../core/results/funnel.ts';
import type { StoreId } from '../core/words/ids.ts';
import type { RunKind, LinkChannel, MessageState } from '../core/words/vocabulary.ts';
import type { Miscount, Reports } from '../ports/store/reports.ts';
import { shareOfRow } from './credits/contributions.ts';
import type { Engine } from './engine.ts';

type Period = Parameters<Reports['recount']>[0];

/**
 * Counts a period anew from the rows themselves and compares. Reads every row of the period, so it belongs to the
 * doctor and to tests, not to a request. Replies are not recounted. Days are those of the zone given: after a change
 * of a store's zone older days no longer agree, though nothing is lost.
 */
export const createRecount = (engine: Engine): Reports['recount'] => {
  const sources = [recountEpisodes, recountMessages, recountClicks, recountOrders];
  return async (period) => {
    const counted = await Promise.all(sources.map((source) => source(engine, period)));
    const stored = await readStored(engine, period);
    return compare(stored, mergeDeltas(counted.flat().filter(({ day }) => isWithin(day, period))));
  };
};

const isWithin = (day: string, { from, to }: Period): boolean => day >= from && day < to;

const compare = (stored: readonly DailyDelta[], counted: readonly DailyDelta[]): readonly Miscount[] => {
  const [before, after] = [stored, counted].map((rows) => new Map(rows.map((row) => [keyText(row), row])));
  return mergeDeltas([...counted, ...stored.map(negated)]).flatMap(({ counts, revenueMinor, ...key }) => {
    const text = keyText(key);
    const told = (counter: (typeof COUNTERS)[number]) => ({
      ...key,
      counter,
      stored: before?.get(text)?.counts[counter] ?? 0,
      counted: after?.get(text)?.counts[counter] ?? 0,
    });
    const amounts = {
      stored: before?.get(text)?.revenueMinor ?? 0,
      counted: after?.get(text)?.revenueMinor ?? 0,
    };
    return [
      ...COUNTERS.filter((counter) => counter !== 'replied' && counts[counter] !== 0).map(told),
      ...(revenueMinor === 0 ? [] : [{ ...key, counter: 'revenue' as const, ...amounts }]),
    ];
  });
};

const readStored = async (
  { db, tables: { daily }, read }: Engine,
  { storeId, from, to }: Period,
): Promise<readonly DailyDelta[]> => {
  const rows = await read(
    db
      .select()
      .from(daily)
      .where(and(eq(daily.storeId, storeId), gte(daily.day, from), lt(daily.day, to))),
  );
  return rows.map(({ revenueMinor, ...row }) => {
    const counts = Object.fromEntries(COUNTERS.map((counter) => [counter, row[counter]]));
    const { storeId, day, basis, flow, stepId, channel, currency } = row;
    return { storeId, day, basis, flow, stepId, channel, currency, counts, revenueMinor };
  });
};

const recountEpisodes = async ({ db, tables: { episodes }, read }: Engine, period: Period) => {
  const { start, end } = dayBounds(period);
  const rows = await read(
    db
      .select({ flow: episodes.flow, openedAt: episodes.openedAt })
      .from(episodes)
      .where(
        and(
          eq(episodes.storeId, period.storeId),
          gte(episodes.openedAt, start),
          lt(episodes.openedAt, end),
          // An order that awaits payment, or a shopper's silence, is no abandoned cart.
          eq(episodes.flow, 'abandoned_cart'),
        ),
      ),
  );
  return rows.map((row) => deltaOf({ ...period, ...row, kind: 'abandoned', stepId: null, channel: null }));
};

const recountMessages = async ({ db, tables: { messages, episodes }, read }: Engine, period: Period) => {
  const { start, end } = dayBounds(period);
  const rows = await read(
    db
      .select({
        flow: messages.flow,
        stepId: messages.stepId,
        channel: messages.channel,
        state: messages.state,
        acceptedAt: messages.acceptedAt,
        plannedAt: messages.plannedAt,
        openedAt: episodes.openedAt,
      })
      .from(messages)
      .leftJoin(episodes, eq(episodes.id, messages.episodeId))
      .where(
        and(
          eq(messages.storeId, period.storeId),
          or(
            and(gte(episodes.openedAt, start), lt(episodes.openedAt, end)),
            and(isNull(messages.episodeId), gte(messages.plannedAt, start), lt(messages.plannedAt, end)),
          ),
        ),
      ),
  );
  return rows.flatMap(({ acceptedAt, plannedAt, openedAt, state, ...row }) =>
    kindsOf(state, acceptedAt).map((kind) =>
      deltaOf({ ...period, ...row, kind, openedAt: openedAt ?? plannedAt }),
    ),
  );
};

/** What bounced after its acceptance was reached all the same. */
const kindsOf = (state: MessageState, acceptedAt: Date | null) => {
  const kinds = countsOfState(state);
  return acceptedAt !== null && !kinds.includes('reached') ? (['reached', ...kinds] as const) : kinds;
};

/** A message counts once, whichever of its clicks carries the count. */
const recountClicks = async ({ db, tables: { clicks, messages }, read }: Engine, period: Period) => {
  const rows = await read(
    db
      .selectDistinct({
        messageId: clicks.messageId,
        day: clicks.countedOn,
        flow: messages.flow,
        stepId: messages.stepId,
        channel: messages.channel,
      })
      .from(clicks)
      .innerJoin(messages, eq(messages.id, clicks.messageId))
      .where(
        and(
          eq(clicks.storeId, period.storeId),
          isNotNull(clicks.countedOn),
          gte(clicks.countedOn, period.from),
          lt(clicks.countedOn, period.to),
          eq(clicks.kind, 'human'),
          eq(clicks.linkKind, 'return'),
        ),
      ),
  );
  return rows.map(({ day, ...row }) => clickedOn(period.storeId, day ?? '', row));
};

const clickedOn = (
  storeId: StoreId,
  day: string,
  of: { flow: RunKind | null; stepId: string | null; channel: LinkChannel },
) =>
  ({
    storeId,
    day,
    basis: 'episode',
    flow: of.flow ?? '',
    stepId: of.stepId ?? '',
    channel: of.channel,
    currency: '',
    counts: { clicked: 1 },
    revenueMinor: 0,
  }) as DailyDelta;

/** From the orders as they stand: what is no longer bought, or was a test, may count nothing. */
const recountOrders = async ({ db, tables: { contributions, orders }, read }: Engine, period: Period) => {
  const rows = await read(
    db
      .select({ contribution: contributions, snapshot: orders.snapshot, meaning: orders.meaning })
      .from(contributions)
      .innerJoin(orders, eq(orders.id, contributions.orderId))
      .where(
        and(
          eq(contributions.storeId, period.storeId),
          eq(orders.meaning, 'bought'),
          or(
            and(gte(contributions.episodeDay, period.from), lt(contributions.episodeDay, period.to)),
            and(gte(contributions.orderDay, period.from), lt(contributions.orderDay, period.to)),
          ),
        ),
      ),
  );
  return rows.flatMap(({ contribution, snapshot }) => {
    const share = shareOfRow(contribution);
    if (share === null || snapshot.test) return [];
    return deltasOf(contribution, null, { ...share, revenue: revenueOf(snapshot) });
  });
};
