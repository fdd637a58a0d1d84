import { dayOf } from '../results/day.ts';
import type { PastCart } from './past.ts';
import { replayShopper, type ReplayFrame, type Rules, type SentThen } from './replay-shopper.ts';

export type ReplayCount = {
  readonly messages: number;
  /** Of these, to somebody who bought within seven days after it. */
  readonly toBuyers: number;
};

/** Messages of one day, in the store's zone, as it is and as it would be. */
export type ReplayDay = { readonly day: string; readonly before: ReplayCount; readonly after: ReplayCount };

export type Replay = ReplayFrame & { readonly before: Rules; readonly after: Rules };

/** Both sides of the question for some shoppers, by day. */
export const replayShoppers = (
  shoppers: readonly (readonly PastCart[])[],
  { before, after, ...frame }: Replay,
): readonly ReplayDay[] => {
  const { timeZone } = before.settings;
  return mergeDays(
    shoppers.flatMap((carts) => [
      ...daysOf(replayShopper(carts, before, frame), timeZone, 'before'),
      ...daysOf(replayShopper(carts, after, frame), timeZone, 'after'),
    ]),
  );
};

const NOTHING: ReplayCount = { messages: 0, toBuyers: 0 };

const daysOf = (sent: readonly SentThen[], timeZone: string, side: 'before' | 'after') =>
  sent.map(({ at, toBuyer }) => ({
    day: dayOf(at, timeZone),
    before: NOTHING,
    after: NOTHING,
    [side]: { messages: 1, toBuyers: Number(toBuyer) },
  }));

/** One row per day, the earliest first. */
export const mergeDays = (rows: readonly ReplayDay[]): readonly ReplayDay[] => {
  const days = new Map<string, ReplayDay>();
  for (const row of rows) {
    const known = days.get(row.day);
    days.set(row.day, {
      day: row.day,
      before: addUp(known?.before ?? NOTHING, row.before),
      after: addUp(known?.after ?? NOTHING, row.after),
    });
  }
  return [...days.values()].toSorted((one, other) => (one.day < other.day ? -1 : 1));
};

export const addUp = (one: ReplayCount, other: ReplayCount): ReplayCount => ({
  messages: one.messages + other.messages,
  toBuyers: one.toBuyers + other.toBuyers,
});
