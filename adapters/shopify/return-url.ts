import { addReference, webUrl } from '../../src/core/privacy/our-reference.ts';
import type { ReturnTarget } from '../../src/ports/adapter.ts';

/**
 * The checkout's recover link with our token and the coupon. It has a query of its own already (`?key=…`), and it
 * is a bearer link to personal data.
 */
export const returnUrl = (target: ReturnTarget): string | null => {
  const url = webUrl(target.platformUrl);
  if (url === null) return null;
  addReference(url, target);
  if (target.couponCode !== null) url.searchParams.set('discount', target.couponCode);
  return url.href;
};
