import type { Benefit } from '../../core/decide/offer.ts';
import { newCode, type Coupon } from '../../core/offers/coupon.ts';
import { newId, type CouponId, type RandomBytes } from '../../core/words/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CouponMade, WantedCoupon } from '../../ports/platform-work.ts';
import type { Coupons, StoredCoupon } from '../../ports/store/coupons.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { Commit } from '../../ports/store/write.ts';

/** Asks the store's platform for a coupon. */
export type AskForCoupon = (store: ConnectedStore, wanted: WantedCoupon) => Promise<CouponMade>;

export type MakeCouponParts = {
  readonly store: { readonly coupons: Coupons; readonly commit: Commit };
  readonly askForCoupon: AskForCoupon;
  readonly clock: Pick<Clock, 'now'>;
  readonly randomBytes: RandomBytes;
};

/** What a coupon is to be, before it has a code. */
export type CouponOrder = Pick<
  Coupon,
  'subject' | 'episodeId' | 'flow' | 'stepId' | 'cartId' | 'shopperId' | 'messageId'
> & {
  readonly store: ConnectedStore;
  readonly offer: Pick<Coupon, 'type' | 'value' | 'text'> & {
    readonly minimumTotal: WantedCoupon['minimumTotal'];
    readonly validForMs: number | null;
  };
  readonly benefit: Benefit;
};

/**
 * Has one coupon made for its subject. Its code stands in the database before the platform hears of it, and so does
 * every try: after a crash the same code is asked for again, and one that is `taken` by then is ours. Never two for
 * one subject, whoever asks at the same time.
 */
export const makeCoupon = async (
  parts: MakeCouponParts,
  order: CouponOrder,
): Promise<StoredCoupon | 'conflict'> => {
  const { coupons, commit } = parts.store;
  const known = await coupons.bySubject(order.store.id, order.subject);
  if (known !== null && known.state !== 'wanted') return known;
  const begin =
    known === null
      ? coupons.wanted(newCoupon(parts, order))
      : coupons.changed(known, { tries: known.tries + 1, retryAt: null });
  if ((await commit([begin])) === 'conflict') return 'conflict';
  const tried = await coupons.bySubject(order.store.id, order.subject);
  if (tried === null || tried.code === null) return 'conflict';
  const made = await ask(parts, { order, tried, code: tried.code });
  if ((await commit([coupons.changed(tried, outcomeOf(made, tried, parts))])) === 'conflict')
    return 'conflict';
  return (await coupons.bySubject(order.store.id, order.subject)) ?? 'conflict';
};

const newCoupon = (
  { clock, randomBytes }: Pick<MakeCouponParts, 'clock' | 'randomBytes'>,
  { store, offer, benefit, ...about }: CouponOrder,
): Coupon => {
  const now = clock.now();
  return {
    ...about,
    id: newId<CouponId>(now, randomBytes),
    storeId: store.id,
    type: offer.type,
    value: offer.value,
    text: offer.text,
    currency: benefit.kind === 'amount' ? benefit.amount.currency : null,
    minimumMinor: offer.minimumTotal?.minor ?? null,
    minimumCurrency: offer.minimumTotal?.currency ?? null,
    code: newCode(randomBytes),
    singleUse: true,
    state: 'wanted',
    reason: null,
    tries: 1,
    retryAt: null,
    externalId: null,
    createdAt: now,
    expiresAt: offer.validForMs === null ? null : new Date(now.getTime() + offer.validForMs),
    handedAt: null,
    orderId: null,
  };
};

type Asked = { readonly order: CouponOrder; readonly tried: StoredCoupon; readonly code: string };

/** An adapter does not throw; one that does has told nothing. */
const ask = async ({ askForCoupon }: MakeCouponParts, { order, tried, code }: Asked): Promise<CouponMade> => {
  try {
    return await askForCoupon(order.store, {
      code,
      title: `Retorno ${code}`,
      benefit: order.benefit,
      minimumTotal: order.offer.minimumTotal,
      startsAt: tried.createdAt,
      endsAt: tried.expiresAt,
    });
  } catch {
    return { kind: 'unavailable', reason: 'the platform was not asked to the end' };
  }
};

type Change = Parameters<Coupons['changed']>[1];

const outcomeOf = (
  made: CouponMade,
  tried: StoredCoupon,
  { clock, randomBytes }: Pick<MakeCouponParts, 'clock' | 'randomBytes'>,
): Change => {
  switch (made.kind) {
    case 'made':
      return { state: 'made', code: made.code, externalId: made.externalId, retryAt: null, reason: null };
    case 'taken':
      // At the first try it is somebody else's: another code, tried as if for the first time.
      return tried.tries > 1
        ? { state: 'made', retryAt: null, reason: null }
        : { code: newCode(randomBytes), tries: 0, retryAt: null, reason: 'code_taken' };
    case 'refused':
      return { state: 'refused', reason: made.reason, retryAt: null };
    case 'rate_limited':
      return {
        reason: 'rate_limited',
        retryAt: later(clock.now(), Math.max(made.retryAfterMs, FIRST_WAIT_MS)),
      };
    case 'unauthorized':
      return { reason: 'unauthorized', retryAt: later(clock.now(), waitMs(tried)) };
    case 'unavailable':
      return { reason: made.reason, retryAt: later(clock.now(), waitMs(tried)) };
    default:
      return made satisfies never;
  }
};

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** 5 s, doubling to 15 min. */
const waitMs = ({ tries }: StoredCoupon): number =>
  Math.min(FIRST_WAIT_MS * 2 ** Math.min(tries - 1, 16), LONGEST_WAIT_MS);

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);
