import type { Adapter } from '../../src/ports/adapter.ts';
import { createAccessTokens } from './access.ts';
import { minimise } from './minimise.ts';
import { observe } from './observe.ts';
import { createOrders } from './orders.ts';
import { createProbe } from './probe.ts';
import { createProducts } from './products.ts';
import { returnUrl } from './return-url.ts';
import { verify } from './verify.ts';

export const createShopify = (): Adapter => {
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
    },
    verify,
    minimise,
    observe,
    orders: createOrders(tokens),
    // The admin's list of abandoned checkouts lacks token, e-mail and phone: webhooks tell all there is.
    carts: null,
    returnUrl,
    products: createProducts(tokens),
    probe: createProbe(tokens),
  };
};
