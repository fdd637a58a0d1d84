import { webUrl } from '../../src/core/privacy/our-reference.ts';
import type { ReturnTarget } from '../../src/ports/adapter.ts';

/**
 * The checkout's own link exactly as Wix gave it: whether it keeps added parameters is not documented, and orders do
 * not tell by which address a shopper came. Without one, the site's home.
 */
export const returnUrl = ({ platformUrl, store }: ReturnTarget): string | null =>
  webUrl(platformUrl) === null ? (webUrl(store.url)?.href ?? null) : platformUrl;
