import type { Platform } from '../core/words/vocabulary.ts';
import type { Outbound } from '../ports/outbound.ts';

/** Merchants name the addresses of their own shops, so those are guarded; a platform's own are not. */
export const platformOutbound =
  ({ guarded, trusted }: { readonly guarded: Outbound; readonly trusted: Outbound }) =>
  (platform: Platform): Outbound =>
    platform === 'woocommerce' || platform === 'custom' ? guarded : trusted;
