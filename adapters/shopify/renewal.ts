import type { Renewal } from '../../src/ports/platform-work.ts';
import type { App } from './app.ts';
import { refreshOfflineToken } from './offline-token.ts';

/** Renewed this long before it ends, so that no call meets its last seconds. */
const AHEAD_MS = 5 * 60_000;

/** Expiring offline tokens. Each renewal gives the shop another ninety days, whether it does anything or not. */
export const createRenewal = (app: App): Renewal => ({
  renewAt: (credentials) =>
    credentials.kind === 'shopify_offline' ? new Date(credentials.expiresAtMs - AHEAD_MS) : null,
  renew: async ({ credentials, store, fetch, now }) => {
    if (credentials.kind !== 'shopify_offline') return { kind: 'unauthorized' };
    if (credentials.refreshEndsAtMs <= now().getTime())
      return { kind: 'lapsed', reason: 'the token was not renewed for 90 days' };
    const asked = await refreshOfflineToken(credentials.refreshToken, {
      shop: store.externalKey,
      app,
      fetch,
      now,
    });
    if (asked.kind === 'refused')
      return { kind: 'lapsed', reason: `Shopify refuses to renew it (${asked.code})` };
    return asked.kind === 'token' ? { kind: 'renewed', credentials: asked.credentials } : asked;
  },
});
