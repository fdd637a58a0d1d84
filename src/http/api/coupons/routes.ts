import type { CartId } from '../../../core/words/ids.ts';
import type { CouponByHand, MakeCouponByHand } from '../../../pipeline/offers/coupon-by-hand.ts';
import { MAKE_COUPON } from '../../contract/messages.ts';
import { NOT_FOUND, problem, type Problem } from '../../problem.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { toOffer } from '../flows/read-change.ts';
import { writeInstantOrNull } from '../write.ts';

export const couponRoutes = ({ makeCoupon }: { readonly makeCoupon: MakeCouponByHand }): readonly Bound[] => [
  bind(MAKE_COUPON, async ({ storeId, params, body, idempotencyKey }) => {
    const offer = toOffer(body);
    const cartId = params.id as CartId;
    const made = await makeCoupon({ storeId, cartId, offer, idempotencyKey });
    if (made.kind !== 'made') return refuse(problemOf(made));
    const { id, code, expiresAt } = made.coupon;
    return done({ id, code: code ?? '', expiresAt: writeInstantOrNull(expiresAt) });
  }),
];

const problemOf = (made: Exclude<CouponByHand, { kind: 'made' }>): Problem => {
  switch (made.kind) {
    case 'not_found':
      return NOT_FOUND;
    case 'not_supported':
      return problem(409, 'not_supported', 'The platform of this store makes no such coupons.');
    case 'refused':
      return problem(409, 'coupon_refused', `The platform refused the coupon: ${made.reason}`);
    case 'no_answer':
      return problem(503, 'coupon_missing', 'The platform does not answer at the moment.');
    default:
      return made satisfies never;
  }
};
