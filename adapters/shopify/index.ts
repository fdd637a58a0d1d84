import type { Adapter } from '../../src/ports/adapter.ts';
import { createAccessTokens } from './access.ts';
import type { App } from './app.ts';
import { createCheckouts } from './checkouts.ts';
import { createCoupons } from './coupons.ts';
import { createEmbedding } from './embedding.ts';
import { minimise } from './minimise.ts';
import { observe } from './observe.ts';
import { createOrders } from './orders.ts';
import { createProbe } from './probe.ts';
import { createProducts } from './products.ts';
import { createReminders } from './reminders.ts';
import { createRenewal } from './renewal.ts';
import { returnUrl } from './return-url.ts';
import { scopes } from './scopes.ts';
import { claims, verify } from './verify.ts';

/** Without an app (its variables are missing) stores are read with tokens of their own, and nothing is embedded. */
export const createShopify = (app: App | null = null): Adapter => {
  const tokens = createAccessTokens();
  return {
    platform: 'shopify',
    capabilities: {
      keepsAddedParameters: true,
      appliesCouponByLink: true,
      webhookSecret: 'app',
      // Shopify waits 5 s in all and repeats eight times over four hours.
      answerWithinMs: 4_000,
      retriesDeliveries: true,
      orderTruth: 'platform',
      cartsFillGaps: true,
    },
    verify,
    claims,
    minimise,
    observe,
    orders: createOrders(tokens),
    carts: createCheckouts(tokens),
    returnUrl,
    products: createProducts(tokens),
    probe: createProbe(tokens),
    scopes,
    coupons: createCoupons(tokens),
    platformReminders: createReminders(tokens),
    ...(app === null ? {} : { embedding: createEmbedding(app), renewal: createRenewal(app) }),
  };
};
