import { addReference, webUrl } from '../../src/core/privacy/our-reference.ts';
import type { Adapter, ReturnTarget } from '../../src/ports/adapter.ts';
import { minimise } from './minimise.ts';
import { observe } from './observe.ts';

/** A shop of one's own, over the Events API. */
export const createCustom = (): Adapter => ({
  platform: 'custom',
  capabilities: {
    keepsAddedParameters: true,
    appliesCouponByLink: false,
    webhookSecret: 'none',
    answerWithinMs: 10_000,
    retriesDeliveries: true,
    orderTruth: 'store',
  },
  // Events are posted with an API key, never signed.
  verify: () => ({ valid: false, reason: 'signature_missing' }),
  minimise,
  observe,
  orders: null,
  carts: null,
  returnUrl,
  products: null,
  probe: null,
});

/** The cart's own link. A coupon is named in the message; the shop may also read it here. */
const returnUrl = (target: ReturnTarget): string | null => {
  const url = webUrl(target.platformUrl);
  if (url === null) return null;
  addReference(url, target);
  if (target.couponCode !== null) url.searchParams.set('coupon', target.couponCode);
  return url.href;
};
