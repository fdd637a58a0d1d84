import { addReference, webUrl } from '../../src/core/privacy/our-reference.ts';
import type { ReturnTarget } from '../../src/ports/adapter.ts';

/**
 * The plugin's restoring link; without one a link that rebuilds the cart (WooCommerce 10 and later; the query form,
 * since an older shop answers the pretty one 404 and this one with its home page).
 */
export const returnUrl = (target: ReturnTarget): string | null => {
  const url = webUrl(target.platformUrl) ?? rebuilding(target);
  if (url === null) return null;
  addReference(url, target);
  if (target.couponCode !== null) url.searchParams.set('coupon', target.couponCode);
  return url.href;
};

const rebuilding = ({ store, lines }: ReturnTarget): URL | null => {
  const url = webUrl(store.url);
  const products = lines.flatMap(({ productId, variantId, quantity }) => {
    const product = variantId ?? productId;
    return product !== null && /^\d+$/.test(product) ? [`${product}:${quantity}`] : [];
  });
  if (url === null || products.length === 0) return null;
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  url.search = `?checkout-link=true&products=${products.join(',')}`;
  return url;
};
