import { passed, waitUntil, type Check } from '../check.ts';
import { judgeOffer } from '../offer.ts';

/** A promised coupon is waited for; that an offer is withheld holds nothing up, and is told. */
export const couponMissing: Check = {
  code: 'coupon_missing',
  ask: (context) => {
    const verdict = judgeOffer(context);
    if (verdict.kind === 'waits') return waitUntil(verdict.until, { retryAt: verdict.until.toISOString() });
    return passed({ offer: `offer_${verdict.kind === 'withheld' ? verdict.why : verdict.kind}` });
  },
};
