import { addReference, webUrl } from '../../src/core/privacy/our-reference.ts';
import type { ReturnTarget } from '../../src/ports/adapter.ts';

/** What a WooCommerce before 10 has been found to lack: a link that rebuilds a cart by its products. */
export const NO_CHECKOUT_LINK = 'no_checkout_link';

/**
 * The plugin's restoring link; without one a link that rebuilds the cart (WooCommerce 10 and later; the query form,
 * since an older shop answers the pretty one 404 and this one with its home page). None for a shop known to be older.
 */
export const returnUrl = (target: ReturnTarget): string | null => {
  const url = webUrl(target.platformUrl) ?? rebuilding(target);
  if (url === null) return null;
  addReference(url, target);
  if (target.couponCode !== null) url.searchParams.set('coupon', target.couponCode);
  return url.href;
};

const rebuilding = ({ store, lines }: ReturnTarget): URL | null => {
  const url = store.scopes?.includes(NO_CHECKOUT_LINK) === true ? null : webUrl(store.url);
  const products = lines.flatMap(({ productId, variantId, quantity }) => {
    const product = variantId ?? productId;
    return product !== null && /^\d+$/.test(product) ? [`${product}:${quantity}`] : [];
  });
  if (url === null || products.length === 0) return null;
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  url.search = `?checkout-link=true&products=${products.join(',')}`;
  return url;
};
