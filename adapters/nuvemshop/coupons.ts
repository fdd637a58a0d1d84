import { DateTime } from 'luxon';
import { z } from 'zod';
import { isRecord } from '../../src/core/privacy/projection.ts';
import { writeDecimal } from '../../src/core/words/money.ts';
import { id, text } from '../../src/core/words/tolerant.ts';
import type { AdapterContext } from '../../src/ports/adapter.ts';
import type {
  CouponApplied,
  CouponInCart,
  CouponMade,
  Coupons,
  WantedCoupon,
} from '../../src/ports/platform-work.ts';
import type { Ask, NoAnswer, Tell } from './api.ts';

/** Needs the scopes `write_coupons`, and `write_orders` for putting one into a checkout. */
export const createCoupons = (ask: Ask, tell: Tell): Coupons => ({
  kinds: ['percent', 'amount', 'free_shipping'],
  create: (coupon, context) => create(coupon, { ask, tell, context }),
  applyTo: (coupon, context) => applyTo(coupon, { ask, tell, context }),
});

type Calling = { readonly ask: Ask; readonly tell: Tell; readonly context: AdapterContext };

const create = async (coupon: WantedCoupon, calling: Calling): Promise<CouponMade> => {
  const { tell, context } = calling;
  const amounts = [coupon.minimumTotal, coupon.benefit.kind === 'amount' ? coupon.benefit.amount : null];
  if (amounts.some((amount) => amount !== null && amount.currency !== context.store.currency))
    return { kind: 'refused', reason: 'a coupon is in the store’s own currency' };
  const answer = await tell({ method: 'POST', path: 'coupons', body: bodyOf(coupon, context) }, context);
  if (answer.kind === 'changed') return madeOf(coupon, answer.data);
  if (answer.kind === 'paused') return PAUSED;
  if (answer.kind !== 'refused') return answer;
  // The API says in words, in several languages, that a code is taken: so it is looked for.
  const known = await find(coupon.code, calling);
  if (known.kind === 'found') return { kind: 'taken' };
  return known.kind === 'none' ? { kind: 'refused', reason: refusalOf(answer) } : known;
};

const madeOf = ({ code }: WantedCoupon, data: unknown): CouponMade => {
  const read = couponBody.safeParse(data);
  if (!read.success || read.data.id === null)
    return { kind: 'unavailable', reason: 'Nuvemshop does not say which coupon it made' };
  return { kind: 'made', code: read.data.code ?? code, externalId: read.data.id };
};

const couponBody = z.object({ id, code: text });

const PAUSED: NoAnswer = { kind: 'unavailable', reason: 'the store is paused at Nuvemshop (402)' };

const bodyOf = (coupon: WantedCoupon, { store }: AdapterContext) => ({
  code: coupon.code,
  ...benefitOf(coupon.benefit),
  max_uses: 1,
  ...(coupon.minimumTotal === null ? {} : { min_price: writeDecimal(coupon.minimumTotal) }),
  start_date: dayIn(coupon.startsAt, store.timeZone),
  // Whole days, the last one included: nobody loses an hour of what was promised.
  ...(coupon.endsAt === null ? {} : { end_date: dayIn(coupon.endsAt, store.timeZone) }),
});

const benefitOf = (benefit: WantedCoupon['benefit']) => {
  switch (benefit.kind) {
    case 'percent':
      return { type: 'percentage', value: String(benefit.percent) };
    case 'amount':
      return { type: 'absolute', value: writeDecimal(benefit.amount) };
    case 'free_shipping':
      return { type: 'shipping' };
  }
};

const dayIn = (at: Date, zone: string): string =>
  DateTime.fromJSDate(at).setZone(zone).toISODate() ?? at.toISOString().slice(0, 10);

/** What the API says is wrong, by its members' names: the words may be in any language and hold anything. */
const refusalOf = ({ status, data }: { readonly status: number; readonly data: unknown }): string => {
  const wrong = isRecord(data)
    ? Object.entries(data).flatMap(([name, value]) =>
        Array.isArray(value) && /^[a-z_]{1,40}$/.test(name) ? [name] : [],
      )
    : [];
  return `Nuvemshop refuses it (${[status, ...wrong.slice(0, 5)].join(', ')})`;
};

type Found = { readonly kind: 'found'; readonly id: string } | { readonly kind: 'none' } | NoAnswer;

const find = async (code: string, { ask, context }: Calling): Promise<Found> => {
  const answer = await ask('coupons', { code, per_page: '10' }, context);
  if (answer.kind === 'not_found') return { kind: 'none' };
  if (answer.kind === 'paused') return PAUSED;
  if (answer.kind !== 'answered') return answer;
  const coupons = Array.isArray(answer.data) ? answer.data : [];
  for (const item of coupons) {
    const read = couponBody.safeParse(item);
    if (read.success && read.data.id !== null && isSame(read.data.code, code))
      return { kind: 'found', id: read.data.id };
  }
  return { kind: 'none' };
};

const isSame = (one: string | null, other: string): boolean => one?.toUpperCase() === other.toUpperCase();

/** A checkout takes one coupon only; the one it has, which may be ours from an earlier click, stays. */
const applyTo = async ({ cartId, code }: CouponInCart, calling: Calling): Promise<CouponApplied> => {
  const { tell, context } = calling;
  if (!/^\d{1,20}$/.test(cartId)) return { kind: 'refused', reason: 'this is no id of a checkout' };
  const coupon = await find(code, calling);
  if (coupon.kind === 'none') return { kind: 'refused', reason: 'the store has no such coupon' };
  if (coupon.kind !== 'found') return coupon;
  if (!/^\d{1,15}$/.test(coupon.id)) return { kind: 'refused', reason: 'this is no id of a coupon' };
  const body = { coupon_id: Number(coupon.id) };
  const answer = await tell({ method: 'POST', path: `checkouts/${cartId}/coupon`, body }, context);
  if (answer.kind === 'changed') return { kind: 'applied' };
  if (answer.kind === 'paused') return PAUSED;
  return answer.kind === 'refused' ? { kind: 'refused', reason: refusalOf(answer) } : answer;
};
