import { webUrl } from '../../src/core/privacy/our-reference.ts';
import type { ReturnTarget } from '../../src/ports/adapter.ts';

/**
 * The checkout's restoring link exactly as the platform gave it: whether it keeps added parameters is not documented,
 * so none is added.
 */
export const returnUrl = ({ platformUrl }: ReturnTarget): string | null =>
  webUrl(platformUrl) === null ? null : platformUrl;
