import { webUrl } from '../../src/core/privacy/our-reference.ts';
import type { ReturnTarget } from '../../src/ports/adapter.ts';

/**
 * The checkout's own link exactly as Wix gave it: whether it keeps added parameters is not documented, and orders do
 * not tell by which address a shopper came. A member's cart that never came to the checkout has none.
 */
export const returnUrl = ({ platformUrl }: ReturnTarget): string | null =>
  webUrl(platformUrl) === null ? null : platformUrl;
