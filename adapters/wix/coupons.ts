import { z } from 'zod';
import { isRecord } from '../../src/core/privacy/projection.ts';
import { type Money, writeDecimal } from '../../src/core/words/money.ts';
import { id } from '../../src/core/words/tolerant.ts';
import type { AdapterContext } from '../../src/ports/adapter.ts';
import type {
  CouponApplied,
  CouponInCart,
  CouponMade,
  Coupons,
  WantedCoupon,
} from '../../src/ports/platform-work.ts';
import { type Ask, refusalOf } from './api.ts';
import { ABANDONED_CHECKOUTS } from './listings.ts';

/** Wix cuts nothing: a longer code is refused. */
const LONGEST_CODE = 20;

export const createCoupons = (ask: Ask): Coupons => ({
  kinds: ['percent', 'amount', 'free_shipping'],
  create: (coupon, context) => create(coupon, ask, context),
  applyTo: (coupon, context) => applyTo(coupon, ask, context),
});

const create = async (coupon: WantedCoupon, ask: Ask, context: AdapterContext): Promise<CouponMade> => {
  if (coupon.code.length > LONGEST_CODE)
    return { kind: 'refused', reason: `Wix takes codes of ${LONGEST_CODE} characters at most` };
  const body = { specification: specificationOf(coupon) };
  const answer = await ask({ method: 'POST', path: '/stores/v2/coupons', body }, context);
  if (answer.kind === 'answered')
    return { kind: 'made', code: coupon.code, externalId: idBody.parse(answer.data).id };
  if (answer.kind === 'rejected' && (answer.status === 409 || SAYS_TAKEN.test(answer.code ?? '')))
    return { kind: 'taken' };
  if (answer.kind === 'rejected' || answer.kind === 'not_found')
    return { kind: 'refused', reason: refusalOf(answer) };
  return answer;
};

const idBody = z.object({ id });
const SAYS_TAKEN = /DUPLICATE|ALREADY|NOT_UNIQUE|EXISTS/i;

/** Times are milliseconds as text. A least total takes the place of what it applies to: then it is the whole cart. */
const specificationOf = ({ code, title, benefit, minimumTotal, startsAt, endsAt }: WantedCoupon) => ({
  name: title.slice(0, 60),
  code,
  active: true,
  startTime: String(startsAt.getTime()),
  ...(endsAt === null ? {} : { expirationTime: String(endsAt.getTime()) }),
  usageLimit: 1,
  ...benefitOf(benefit),
  ...reachOf(benefit, minimumTotal),
});

const benefitOf = (benefit: WantedCoupon['benefit']) => {
  switch (benefit.kind) {
    case 'percent':
      return { percentOffRate: benefit.percent };
    case 'amount':
      return { moneyOffAmount: asNumber(benefit.amount) };
    case 'free_shipping':
      return { freeShipping: true };
  }
};

const reachOf = (benefit: WantedCoupon['benefit'], minimumTotal: Money | null) => {
  if (minimumTotal !== null) return { minimumSubtotal: asNumber(minimumTotal) };
  return benefit.kind === 'free_shipping' ? {} : { scope: { namespace: 'stores' } };
};

/** Wix takes amounts as JSON numbers; two or three decimals of any price survive that. */
const asNumber = (money: Money): number => Number(writeDecimal(money));

/** A member's cart that never came to the checkout has none to put a coupon into. */
const applyTo = async (
  { cartId, code }: CouponInCart,
  ask: Ask,
  context: AdapterContext,
): Promise<CouponApplied> => {
  if (!/^[\w-]{1,128}$/.test(cartId)) return { kind: 'refused', reason: 'no id of Wix' };
  const found = await ask({ method: 'GET', path: `${ABANDONED_CHECKOUTS}/${cartId}` }, context);
  if (found.kind === 'rejected' || found.kind === 'not_found')
    return { kind: 'refused', reason: refusalOf(found) };
  if (found.kind !== 'answered') return found;
  const checkout = found.data['abandonedCheckout'];
  const checkoutId = isRecord(checkout) ? id.parse(checkout['checkoutId']) : null;
  if (checkoutId === null || !/^[\w-]{1,128}$/.test(checkoutId))
    return { kind: 'refused', reason: 'the cart has no checkout yet' };
  const path = `/ecom/v1/checkouts/${checkoutId}`;
  const body = { checkout: { id: checkoutId }, couponCode: code };
  const put = await ask({ method: 'PATCH', path, body }, context);
  if (put.kind === 'answered') return { kind: 'applied' };
  if (put.kind === 'rejected' || put.kind === 'not_found') return { kind: 'refused', reason: refusalOf(put) };
  return put;
};
