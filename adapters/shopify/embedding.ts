import type { Embedding } from '../../src/ports/platform-work.ts';
import type { App } from './app.ts';
import { exchangeSessionToken } from './offline-token.ts';
import { createReadSessionToken } from './session-token.ts';
import { shopDomain } from './verify.ts';

/** The Shopify admin around ours: App Bridge brings the tokens, and Shopify itself manages the installation. */
export const createEmbedding = (app: App): Embedding => ({
  readToken: createReadSessionToken(app),
  ancestors: (storeKey) => {
    const shop = shopDomain(storeKey ?? '');
    return shop === null ? [] : [`https://${shop}`, 'https://admin.shopify.com'];
  },
  opened: ({ shop, host, embedded }) => {
    const storeKey = shopDomain(shop ?? '');
    return storeKey !== null && (embedded === '1' || host !== undefined) ? { storeKey } : null;
  },
  bridge: {
    script: 'https://cdn.shopify.com/shopifycloud/app-bridge.js',
    meta: { 'shopify-api-key': app.clientId },
  },
  grant: async (token, { storeKey }, { fetch, now }) => {
    const asked = await exchangeSessionToken(token, { shop: storeKey, app, fetch, now });
    if (asked.kind === 'refused') return { kind: 'refused', reason: asked.code };
    if (asked.kind !== 'token') return asked;
    const { credentials } = asked;
    return { kind: 'granted', externalKey: storeKey, url: `https://${storeKey}`, credentials };
  },
  staleToken: { 'X-Shopify-Retry-Invalid-Session-Request': '1' },
});
