import type { Offer } from '../flows/flow.ts';
import type { OrderMeaning, OrderSnapshot } from '../order/order.ts';
import type { StepId } from '../words/ids.ts';
import type { Money } from '../words/money.ts';
import { parseMoney } from '../words/money.ts';
import type { RunKind } from '../words/vocabulary.ts';
import { revenueOf } from './credit.ts';

/** Offers of one step, or made by hand (no flow), that went out. */
export type GivenOffers = OfferPlace & { readonly given: number };

/** One that was used. */
export type RedeemedOffer = OfferPlace & {
  readonly value: string | null;
  readonly currency: string | null;
  readonly meaning: OrderMeaning['kind'];
  readonly order: Pick<OrderSnapshot, 'total' | 'netPaid' | 'paymentState' | 'test'>;
};

type OfferPlace = {
  readonly flow: RunKind | null;
  readonly stepId: StepId | null;
  readonly type: Offer['type'];
};

export type OfferCosts = OfferPlace & {
  readonly given: number;
  readonly used: number;
  /** What the used ones took off, by currency; a percentage is reckoned from what was paid. */
  readonly cost: readonly Money[];
  /** Used ones whose worth nobody told: free shipping, codes and gifts of the merchant's own. */
  readonly costUnknown: number;
  readonly revenue: readonly Money[];
};

/** What offers cost and brought, by step and kind. Orders that were not bought, or were trials, used nothing. */
export const offerCosts = (
  given: readonly GivenOffers[],
  redeemed: readonly RedeemedOffer[],
): readonly OfferCosts[] =>
  given.map((place) => {
    const used = redeemed.filter(
      (one) => isSamePlace(one, place) && one.meaning === 'bought' && !one.order.test,
    );
    const costs = used.map(costOf);
    return {
      ...place,
      used: used.length,
      cost: sums(costs.filter((cost) => cost !== null)),
      costUnknown: costs.filter((cost) => cost === null).length,
      revenue: sums(used.map(({ order }) => revenueOf(order))),
    };
  });

const isSamePlace = (one: OfferPlace, other: OfferPlace): boolean =>
  one.flow === other.flow && one.stepId === other.stepId && one.type === other.type;

/** Of 10 % off, nine tenths are left: what was taken off is a ninth of that. Shipping in the total makes it a little more. */
const costOf = ({ type, value, currency, order: { total } }: RedeemedOffer): Money | null => {
  if (type === 'amount') {
    const amount = parseMoney(value ?? '', currency ?? total.currency);
    return amount.valid ? amount.money : null;
  }
  const percent = Number(value ?? Number.NaN);
  if (type !== 'percent' || !(percent > 0 && percent < 100)) return null;
  return { minor: Math.round((total.minor * percent) / (100 - percent)), currency: total.currency };
};

/** By currency; currencies are never added. */
const sums = (all: readonly Money[]): readonly Money[] =>
  [...Map.groupBy(all, ({ currency }) => currency)]
    .map(([currency, same]) => ({ currency, minor: same.reduce((sum, { minor }) => sum + minor, 0) }))
    .toSorted((one, other) => (one.currency < other.currency ? -1 : 1));

/** Everything together, as one line. */
export const totalOfOffers = (items: readonly OfferCosts[]): Omit<OfferCosts, keyof OfferPlace> => ({
  given: items.reduce((sum, { given }) => sum + given, 0),
  used: items.reduce((sum, { used }) => sum + used, 0),
  cost: sums(items.flatMap(({ cost }) => cost)),
  costUnknown: items.reduce((sum, { costUnknown }) => sum + costUnknown, 0),
  revenue: sums(items.flatMap(({ revenue }) => revenue)),
});
