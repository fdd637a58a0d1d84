import { passed, waitUntil, type Check } from '../check.ts';
import { judgeOffer, offerCode } from '../offer.ts';

/** A promised coupon is waited for; that an offer is withheld holds nothing up, and is told. */
export const couponMissing: Check = {
  code: 'coupon_missing',
  ask: (context) => {
    const verdict = judgeOffer(context);
    if (verdict.kind === 'waits') return waitUntil(verdict.until, { retryAt: verdict.until.toISOString() });
    return passed({ offer: offerCode(verdict) });
  },
};
