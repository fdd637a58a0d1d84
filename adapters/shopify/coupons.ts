import { z } from 'zod';
import { writeDecimal, type Money } from '../../src/core/words/money.ts';
import { listOf, objectOf, text } from '../../src/core/words/tolerant.ts';
import type { CouponMade, Coupons, WantedCoupon } from '../../src/ports/platform-work.ts';
import type { AccessTokens } from './access.ts';
import { ask, type Question } from './graphql.ts';
import { CREATE_DISCOUNT, CREATE_FREE_SHIPPING } from './queries.ts';

/**
 * A discount of its own for each coupon: how often it may be used and when it ends belong to the discount, not to the
 * code. It is put into the checkout by the return link.
 */
export const createCoupons = (tokens: AccessTokens): Coupons => ({
  kinds: ['percent', 'amount', 'free_shipping'],
  create: async (coupon, context) => {
    if (!isInCurrency(coupon, context.store.currency))
      return { kind: 'refused', reason: `Shopify takes amounts in ${context.store.currency} only here` };
    const answer = await ask(discountQuestion(coupon), context, tokens);
    return answer.kind === 'answered' ? madeOf(answer.data, coupon) : answer;
  },
});

/** What Shopify is asked for; its variables are checked against the schema by a test. */
export const discountQuestion = (coupon: WantedCoupon): Question => {
  const discount = {
    title: coupon.title.slice(0, 255),
    code: coupon.code,
    startsAt: coupon.startsAt.toISOString(),
    endsAt: coupon.endsAt?.toISOString() ?? null,
    usageLimit: 1,
    appliesOncePerCustomer: true,
    context: { all: 'ALL' },
    ...minimumOf(coupon.minimumTotal),
  };
  const { benefit } = coupon;
  if (benefit.kind === 'free_shipping')
    return {
      query: CREATE_FREE_SHIPPING,
      variables: { discount: { ...discount, destination: { all: true } } },
    };
  const customerGets = { value: valueOf(benefit), items: { all: true } };
  return { query: CREATE_DISCOUNT, variables: { discount: { ...discount, customerGets } } };
};

const minimumOf = (minimum: Money | null) =>
  minimum === null
    ? {}
    : { minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: writeDecimal(minimum) } } };

type Value = Exclude<WantedCoupon['benefit'], { kind: 'free_shipping' }>;

/** Shopify writes ten percent as 0.1. */
const valueOf = (benefit: Value) =>
  benefit.kind === 'percent'
    ? { percentage: benefit.percent / 100 }
    : { discountAmount: { amount: writeDecimal(benefit.amount), appliesOnEachItem: false } };

const isInCurrency = ({ benefit, minimumTotal }: WantedCoupon, currency: string): boolean =>
  (benefit.kind !== 'amount' || benefit.amount.currency === currency) &&
  (minimumTotal === null || minimumTotal.currency === currency);

const madeOf = (data: Readonly<Record<string, unknown>>, { code }: WantedCoupon): CouponMade => {
  const made = objectOf(madeBody).parse(data['discount']);
  // Such as a permission that is missing: the answer holds nothing, and an error beside it.
  if (made === null) return { kind: 'unavailable', reason: 'Shopify made no discount and does not say why' };
  const codes = made.userErrors.map((error) => error.code ?? 'no code');
  if (codes.some((one) => one === 'TAKEN' || one === 'DUPLICATE')) return { kind: 'taken' };
  if (codes.includes('INTERNAL_ERROR'))
    return { kind: 'unavailable', reason: 'Shopify failed to make the discount' };
  if (codes.length > 0)
    return { kind: 'refused', reason: `Shopify makes no such discount (${codes.join(', ')})` };
  return { kind: 'made', code, externalId: made.codeDiscountNode?.id ?? null };
};

const madeBody = z.object({
  codeDiscountNode: objectOf(z.object({ id: text })),
  userErrors: listOf(z.object({ code: text })),
});
