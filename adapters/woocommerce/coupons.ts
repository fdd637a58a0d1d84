import { z } from 'zod';
import { writeDecimal } from '../../src/core/words/money.ts';
import { id, instantInUtc, objectOf } from '../../src/core/words/tolerant.ts';
import type { AdapterContext } from '../../src/ports/adapter.ts';
import type { CouponMade, Coupons, WantedCoupon } from '../../src/ports/platform-work.ts';
import { createApi, type Reply, unavailable } from './rest.ts';

/**
 * Coupons of one use. Bound to no e-mail address: a guest's cart has none yet when the link puts the coupon into it,
 * and WooCommerce would refuse; the code is unguessable instead.
 */
export const coupons: Coupons = {
  kinds: ['percent', 'amount', 'free_shipping'],
  create: async (coupon, context) => {
    const api = createApi(context);
    if (api === null) return { kind: 'unauthorized' };
    const reply = await api({ method: 'POST', path: 'coupons', body: bodyOf(coupon) });
    return madeOf(reply, coupon, context);
  },
};

const bodyOf = ({ code, title, benefit, minimumTotal, endsAt }: WantedCoupon): Record<string, unknown> => ({
  code,
  description: title,
  ...benefitOf(benefit),
  individual_use: false,
  usage_limit: 1,
  usage_limit_per_user: 1,
  ...(minimumTotal === null ? {} : { minimum_amount: writeDecimal(minimumTotal) }),
  // Never `date_expires_gmt`, which is ignored without a word; with its zone this one is taken as UTC.
  ...(endsAt === null ? {} : { date_expires: `${endsAt.toISOString().slice(0, 19)}Z` }),
  meta_data: [{ key: '_retorno_coupon', value: '1' }],
});

const benefitOf = (benefit: WantedCoupon['benefit']): Record<string, unknown> => {
  switch (benefit.kind) {
    case 'percent':
      return { discount_type: 'percent', amount: String(benefit.percent) };
    case 'amount':
      return { discount_type: 'fixed_cart', amount: writeDecimal(benefit.amount) };
    case 'free_shipping':
      return { discount_type: 'fixed_cart', amount: '0', free_shipping: true };
  }
};

const couponBody = objectOf(z.object({ id, date_expires_gmt: instantInUtc }));

const madeOf = (reply: Reply, { code, endsAt }: WantedCoupon, { log }: AdapterContext): CouponMade => {
  if (reply.kind === 'rejected') {
    if (reply.code === 'woocommerce_rest_coupon_code_already_exists') return { kind: 'taken' };
    if (reply.status === 404) return unavailable(reply.status);
    return { kind: 'refused', reason: `the shop refused the coupon: ${reply.code ?? reply.status}` };
  }
  if (reply.kind !== 'answered') return reply;
  const made = couponBody.parse(reply.data);
  if (made === null || made.id === null)
    return { kind: 'unavailable', reason: 'the shop answered no coupon' };
  if (endsAt !== null && made.date_expires_gmt === null)
    log.warn({ platform: 'woocommerce' }, 'coupon without its end');
  // Some versions store it in small letters; all compare what a shopper types without regard to them.
  return { kind: 'made', code, externalId: made.id };
};
