import type { Offer, Step } from '../flows/flow.ts';
import type { Money } from '../words/money.ts';
import { parseMoney } from '../words/money.ts';
import type { Purpose } from '../words/vocabulary.ts';
import { isSerialAbandoner } from './serial-abandoner.ts';
import type { Snapshot } from './snapshot.ts';

/** What a coupon made at a platform takes off. */
export type Benefit =
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'amount'; readonly amount: Money }
  | { readonly kind: 'free_shipping' };

/** Why a message goes without the offer of its step. */
export type Withheld =
  | 'transactional'
  | 'below_minimum'
  | 'serial_abandoner'
  | 'other_currency'
  | 'not_supported'
  | 'refused'
  | 'over';

/** What becomes of a step's offer for this cart, as things now stand. */
export type OfferVerdict =
  | { readonly kind: 'none' }
  | { readonly kind: 'withheld'; readonly why: Withheld }
  /** In words, or with a code of the merchant's own; nothing has to be made. */
  | { readonly kind: 'given'; readonly code: string | null; readonly expiresAt: null }
  /** A code of its own was made for this run. */
  | { readonly kind: 'made'; readonly code: string; readonly expiresAt: Date | null }
  | { readonly kind: 'to_make'; readonly benefit: Benefit }
  /** The platform did not answer; it is asked again then. */
  | { readonly kind: 'waits'; readonly until: Date };

/** By which words are found for it. */
export const offerCode = (verdict: OfferVerdict): `offer_${string}` =>
  `offer_${verdict.kind === 'withheld' ? verdict.why : verdict.kind}`;

type Asked = {
  readonly snapshot: Snapshot;
  readonly step: Pick<Step, 'id' | 'offer'>;
  readonly purpose: Purpose;
  readonly now: Date;
};

/**
 * Whether the step's offer is given: never in a transactional message, never below its minimum, never to somebody who
 * abandons carts to get one. What the platform will not make falls back to the merchant's own code, where there is one.
 */
export const judgeOffer = ({ snapshot, step: { id, offer }, purpose, now }: Asked): OfferVerdict => {
  if (offer === null) return { kind: 'none' };
  const why = whyWithheld(offer, snapshot, { purpose, now });
  if (why !== null) return { kind: 'withheld', why };
  if (offer.type === 'text') return { kind: 'given', code: null, expiresAt: null };
  if (offer.type === 'code') return ownCode(offer, 'not_supported');
  return judgeMade(offer, { snapshot, stepId: id, now });
};

const whyWithheld = (
  offer: Offer,
  snapshot: Snapshot,
  { purpose, now }: Pick<Asked, 'purpose' | 'now'>,
): Withheld | null => {
  if (purpose === 'transactional') return 'transactional';
  if (offer.minimumTotal !== null && !reaches(offer.minimumTotal, snapshot)) return 'below_minimum';
  return isSerialAbandoner(snapshot.offers?.givenBefore ?? [], now) ? 'serial_abandoner' : null;
};

/** Unlike a filter, a promise has to be kept: a total that is unknown, or in another currency, does not reach it. */
const reaches = (minimum: Money, { cart }: Snapshot): boolean => {
  const total = cart.registers.contents?.value.total ?? null;
  return total !== null && total.currency === minimum.currency && total.minor >= minimum.minor;
};

type Making = Pick<Asked, 'snapshot' | 'now'> & { readonly stepId: Step['id'] };

const judgeMade = (offer: Offer, { snapshot, stepId, now }: Making): OfferVerdict => {
  const coupon = snapshot.offers?.coupons.find((one) => one.stepId === stepId);
  const known = coupon === undefined ? null : judgeKnown(offer, coupon, now);
  if (known !== null) return known;
  const isSupported = snapshot.store.couponKinds?.some((kind) => kind === offer.type) === true;
  const benefit = benefitOf(offer, snapshot.store.settings.currency);
  if (!isSupported || benefit === null) return ownCode(offer, 'not_supported');
  return isInOtherCurrency(benefit, snapshot)
    ? { kind: 'withheld', why: 'other_currency' }
    : { kind: 'to_make', benefit };
};

type KnownCoupon = NonNullable<Snapshot['offers']>['coupons'][number];

/** Null: its platform is to be asked. */
const judgeKnown = (
  offer: Offer,
  { state, code, expiresAt, retryAt }: KnownCoupon,
  now: Date,
): OfferVerdict | null => {
  if (state === 'made' && code !== null) return made(code, expiresAt, now);
  if (state === 'refused') return ownCode(offer, 'refused');
  return retryAt !== null && retryAt > now ? { kind: 'waits', until: retryAt } : null;
};

const made = (code: string, expiresAt: Date | null, now: Date): OfferVerdict =>
  expiresAt === null || expiresAt > now
    ? { kind: 'made', code, expiresAt }
    : { kind: 'withheld', why: 'over' };

const ownCode = ({ code }: Offer, otherwise: Withheld): OfferVerdict => {
  const written = code?.trim() ?? '';
  return written === ''
    ? { kind: 'withheld', why: otherwise }
    : { kind: 'given', code: written, expiresAt: null };
};

/** Null for a value that is no discount: none, nothing, or more than all. */
export const benefitOf = (
  { type, value }: Pick<Offer, 'type' | 'value'>,
  currency: string,
): Benefit | null => {
  if (type === 'free_shipping') return { kind: 'free_shipping' };
  const amount = parseMoney(value ?? '', currency);
  if (type === 'amount')
    return amount.valid && amount.money.minor > 0 ? { kind: 'amount', amount: amount.money } : null;
  const percent = Number(value ?? Number.NaN);
  return type === 'percent' && percent > 0 && percent <= 100 ? { kind: 'percent', percent } : null;
};

/** An amount is in the store's currency; shown in another one it would be another amount. */
const isInOtherCurrency = (benefit: Benefit, { cart }: Snapshot): boolean =>
  benefit.kind === 'amount' && cart.registers.contents?.value.currency !== benefit.amount.currency;
