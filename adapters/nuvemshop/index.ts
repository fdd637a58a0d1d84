import type { Adapter } from '../../src/ports/adapter.ts';
import { createAsk, createTell } from './api.ts';
import type { App } from './app.ts';
import { createCarts } from './carts.ts';
import { createConnect } from './connect.ts';
import { createCoupons } from './coupons.ts';
import { createEmbedding } from './embedding.ts';
import { createMemory } from './memory.ts';
import { minimise } from './minimise.ts';
import { observe } from './observe.ts';
import { createOrders } from './orders.ts';
import { createProbe } from './probe.ts';
import { createResolve } from './resolve.ts';
import { returnUrl } from './return-url.ts';
import { claims, verify } from './verify.ts';
import { createWebhooks } from './webhooks.ts';

/** Nuvemshop, called Tiendanube in Spanish. */
export const createNuvemshop = (app: App): Adapter => {
  const api = { contact: app.contact, memory: createMemory() };
  const ask = createAsk(api);
  const tell = createTell(api);
  return {
    platform: 'nuvemshop',
    capabilities: {
      keepsAddedParameters: false,
      appliesCouponByLink: false,
      webhookSecret: 'app',
      // The platform waits 3 s and repeats up to 18 times over 48 hours.
      answerWithinMs: 2_500,
      // Its panel does, when the addresses are typed in.
      looksAtWebhooks: true,
      retriesDeliveries: true,
      orderTruth: 'platform',
    },
    verify,
    claims,
    minimise,
    observe,
    resolve: createResolve(ask),
    orders: createOrders(ask),
    carts: createCarts(ask),
    returnUrl,
    // Checkouts carry pictures and addresses.
    products: null,
    probe: createProbe(ask),
    connect: createConnect(app),
    webhooks: createWebhooks(ask, tell),
    coupons: createCoupons(ask, tell),
    embedding: createEmbedding(app),
  };
};
