import { REFERENCE } from '../../src/core/privacy/our-reference.ts';
import type { ReturnTarget } from '../../src/ports/adapter.ts';

/**
 * The checkout's recover link with our token and the coupon. It has a query of its own already (`?key=…`), and it
 * is a bearer link to personal data. Null where Shopify gave none.
 */
export const returnUrl = ({
  platformUrl,
  token,
  medium,
  campaign,
  couponCode,
}: ReturnTarget): string | null => {
  if (platformUrl === null || !/^https?:\/\//i.test(platformUrl) || !URL.canParse(platformUrl)) return null;
  const url = new URL(platformUrl);
  url.searchParams.set(REFERENCE, token);
  url.searchParams.set('utm_source', 'retorno');
  url.searchParams.set('utm_medium', medium);
  url.searchParams.set('utm_campaign', campaign);
  if (couponCode !== null) url.searchParams.set('discount', couponCode);
  return url.href;
};
