import { webUrl } from '../../src/core/privacy/our-reference.ts';
import type { ReturnTarget } from '../../src/ports/adapter.ts';

/**
 * The checkout's restoring link exactly as the platform gave it: whether it keeps added parameters is not documented,
 * so none is added. Without one, the shop's home.
 */
export const returnUrl = ({ platformUrl, store }: ReturnTarget): string | null =>
  webUrl(platformUrl) === null ? (webUrl(store.url)?.href ?? null) : platformUrl;
