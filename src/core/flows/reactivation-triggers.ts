import type { ReactivationTrigger } from '../words/vocabulary.ts';
import { DAY_MS } from './prepared-step.ts';

/**
 * How long a shopper must be silent for each trigger. `abandoned_twice` waits until the run of the last cart can no
 * longer go on (seven days after its last activity): the cart flow comes first.
 */
export const SILENCE_MS: Readonly<Record<ReactivationTrigger, number>> = {
  abandoned_twice: 7 * DAY_MS,
  bought_once: 60 * DAY_MS,
  inactive: 90 * DAY_MS,
};

/** What is known of a silent shopper. Orders are the bought ones. */
export type SilentShopper = {
  readonly lastActivityAt: Date;
  readonly orders: number;
  readonly lastOrderAt: Date | null;
  /** When runs of the cart flow opened since the last purchase, earliest first. */
  readonly abandonedAt: readonly Date[];
};

export type Qualified = {
  /** The moment of qualifying: the silence counted from the last activity. */
  readonly anchorAt: Date;
  /** A purchase since then takes the qualification back. */
  readonly sinceAt: Date;
};

const TIMES_ABANDONED = 2;
/** An order may be stamped a little before what led to it; the last one known is not to count as a new one. */
const GRAIN_MS = 6 * 60_000;

/** When and whether a shopper qualifies by a trigger, were they silent all the while; null: not by this one. */
export const qualify = (trigger: ReactivationTrigger, shopper: SilentShopper): Qualified | null => {
  const anchorAt = new Date(shopper.lastActivityAt.getTime() + SILENCE_MS[trigger]);
  const silentSince = new Date(shopper.lastActivityAt.getTime() + GRAIN_MS);
  switch (trigger) {
    case 'abandoned_twice': {
      const [first] = shopper.abandonedAt;
      const isOften = shopper.abandonedAt.length >= TIMES_ABANDONED;
      return isOften && first !== undefined ? { anchorAt, sinceAt: first } : null;
    }
    case 'bought_once':
      return shopper.orders === 1 ? { anchorAt, sinceAt: silentSince } : null;
    case 'inactive':
      return { anchorAt, sinceAt: silentSince };
    default:
      return trigger satisfies never;
  }
};
