import type { Money } from '../words/money.ts';
import type { RunKind } from '../words/vocabulary.ts';
import { rateDifference, rateOf, type Interval, type Share } from './newcombe.ts';
import { meanDifference, meanOf, type Sample } from './welch.ts';

/** Who buys within this time of the moment in which the groups were told apart counts as a buyer. */
export const OUTCOME_WITHIN_MS = 7 * 86_400_000;

/** From so many episodes a month on a control group learns something within weeks. */
export const WORTH_MEASURING = 1_000;

/** One group of a flow: its shoppers, each once, with the moment of their first decision. */
export type LiftGroup = {
  readonly flow: RunKind;
  readonly holdout: boolean;
  /** Whose 7 days are over. */
  readonly shoppers: number;
  readonly buyers: number;
  /** Whose 7 days are not over yet: they are in no other number. */
  readonly waiting: number;
  readonly revenue: readonly Revenue[];
};

/** Minor units; shoppers who spent nothing add nothing to either. */
export type Revenue = { readonly currency: string; readonly sum: number; readonly squares: number };

export type Lift = {
  readonly treated: MeasuredGroup;
  readonly heldOut: MeasuredGroup;
  readonly waiting: number;
  /** Of the purchase rates, treated minus held out; null while a group is empty. */
  readonly difference: ({ readonly value: number } & Interval) | null;
  readonly revenueDifference: readonly RevenueDifference[];
  readonly verdict: LiftVerdict;
  /** Shoppers in both groups together, should the difference stay as it is; null where that says nothing or is much. */
  readonly moreNeeded: number | null;
};

export type LiftVerdict = 'nothing_measured' | 'inconclusive' | 'more_bought' | 'fewer_bought';

export type MeasuredGroup = {
  readonly shoppers: number;
  readonly buyers: number;
  readonly purchaseRate: number;
  readonly revenue: readonly Money[];
  readonly revenuePerEpisode: readonly Money[];
};

/** `low` and `high` are null while too few bought for them to hold. */
export type RevenueDifference = {
  readonly value: Money;
  readonly low: Money | null;
  readonly high: Money | null;
};

/** What the messages of one flow change, from its two groups. */
export const measureLift = (groups: readonly LiftGroup[]): Lift => {
  const treated = groups.find(({ holdout }) => !holdout) ?? NOBODY;
  const heldOut = groups.find(({ holdout }) => holdout) ?? NOBODY;
  const difference = differenceOf(treated, heldOut);
  const verdict = verdictOf(treated, heldOut, difference);
  return {
    treated: measured(treated),
    heldOut: measured(heldOut),
    waiting: treated.waiting + heldOut.waiting,
    difference,
    revenueDifference: revenueDifferences(treated, heldOut),
    verdict,
    moreNeeded: verdict === 'inconclusive' ? moreNeeded(treated, heldOut) : null,
  };
};

type Counted = Omit<LiftGroup, 'flow' | 'holdout'>;
const NOBODY: Counted = { shoppers: 0, buyers: 0, waiting: 0, revenue: [] };

const shareOf = ({ buyers, shoppers }: Counted): Share => ({ hits: buyers, of: shoppers });

const differenceOf = (treated: Counted, heldOut: Counted): Lift['difference'] => {
  if (treated.shoppers === 0 || heldOut.shoppers === 0) return null;
  const value = rateOf(shareOf(treated)) - rateOf(shareOf(heldOut));
  return { value, ...rateDifference(shareOf(treated), shareOf(heldOut)) };
};

/** Below this the interval is not known to hold what it promises. */
const FEWEST_OF_A_GROUP = 20;

const verdictOf = (treated: Counted, heldOut: Counted, difference: Lift['difference']): LiftVerdict => {
  if (difference === null) return 'nothing_measured';
  if (Math.min(treated.shoppers, heldOut.shoppers) < FEWEST_OF_A_GROUP) return 'inconclusive';
  if (difference.low > 0) return 'more_bought';
  return difference.high < 0 ? 'fewer_bought' : 'inconclusive';
};

/** Beyond a thousand times of what was measured, "about so many" would be a guess. */
const MOST_TIMES = 1_000;

/** By which factor both groups have to grow until the same interval leaves zero out, found by halving. */
const moreNeeded = (treated: Counted, heldOut: Counted): number | null => {
  const known = treated.shoppers + heldOut.shoppers;
  const tells = (times: number): boolean => {
    const { low, high } = rateDifference(grown(treated, times), grown(heldOut, times));
    return low > 0 || high < 0;
  };
  const least = FEWEST_OF_A_GROUP / Math.min(treated.shoppers, heldOut.shoppers);
  let [too, enough] = [Math.max(1, least), MOST_TIMES];
  if (!tells(enough)) return null;
  if (tells(too)) return roundUp(known * (too - 1));
  while (enough / too > 1.01) {
    const between = Math.sqrt(enough * too);
    if (tells(between)) enough = between;
    else too = between;
  }
  return roundUp(known * (enough - 1));
};

const grown = ({ buyers, shoppers }: Counted, times: number): Share => ({
  hits: buyers * times,
  of: shoppers * times,
});

/** To two digits: it is an estimate. */
const roundUp = (count: number): number => {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(count, 1))) - 1);
  return Math.max(1, Math.ceil(count / step)) * step;
};

const measured = (group: Counted): MeasuredGroup => ({
  shoppers: group.shoppers,
  buyers: group.buyers,
  purchaseRate: rateOf(shareOf(group)),
  revenue: group.revenue.map(({ currency, sum }) => ({ minor: sum, currency })),
  revenuePerEpisode: group.revenue.map(({ currency }) => meanMoney(group, currency)),
});

const meanMoney = (group: Counted, currency: string): Money => ({
  minor: Math.round(meanOf(sampleOf(group, currency))),
  currency,
});

const sampleOf = ({ shoppers, revenue }: Counted, currency: string): Sample => {
  const known = revenue.find((one) => one.currency === currency);
  return { count: shoppers, sum: known?.sum ?? 0, squares: known?.squares ?? 0 };
};

/** Amounts are uneven: fewer buyers than this in a group, and one large order decides the interval. */
const FEWEST_BUYERS = 50;

const revenueDifferences = (treated: Counted, heldOut: Counted): readonly RevenueDifference[] => {
  const currencies = new Set([...treated.revenue, ...heldOut.revenue].map(({ currency }) => currency));
  const holds = Math.min(treated.buyers, heldOut.buyers) >= FEWEST_BUYERS;
  return [...currencies].toSorted().map((currency) => {
    const [own, others] = [sampleOf(treated, currency), sampleOf(heldOut, currency)];
    const interval = holds ? meanDifference(own, others) : null;
    const money = (minor: number): Money => ({ minor: Math.round(minor), currency });
    return {
      value: money(meanOf(own) - meanOf(others)),
      low: interval === null ? null : money(interval.low),
      high: interval === null ? null : money(interval.high),
    };
  });
};
