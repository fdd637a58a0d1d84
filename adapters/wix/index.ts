import type { Adapter } from '../../src/ports/adapter.ts';
import { type App, createAccess } from './access.ts';
import { createAsk } from './api.ts';
import { createConnect } from './connect.ts';
import { createCoupons } from './coupons.ts';
import { createEmbedding } from './embedding.ts';
import { createCarts, createOrders } from './listings.ts';
import { minimise } from './minimise.ts';
import { observe } from './observe.ts';
import { createProbe } from './probe.ts';
import { createReminders } from './reminders.ts';
import { createResolve } from './resolve.ts';
import { returnUrl } from './return-url.ts';
import { createVerify } from './verify.ts';

/** Wix: sites with Wix Stores. The app's id and secret make tokens for every site that has it installed. */
export const createWix = (app: App): Adapter => {
  const ask = createAsk(createAccess(app));
  return {
    platform: 'wix',
    capabilities: {
      keepsAddedParameters: false,
      appliesCouponByLink: false,
      webhookSecret: 'app',
      // Wix waits 1.25 s and repeats twelve times over two days.
      answerWithinMs: 1_000,
      retriesDeliveries: true,
      orderTruth: 'platform',
    },
    verify: createVerify(),
    minimise,
    observe,
    resolve: createResolve(ask),
    orders: createOrders(ask),
    carts: createCarts(ask),
    returnUrl,
    // Checkouts carry pictures; pages of products are not told.
    products: null,
    probe: createProbe(ask),
    connect: createConnect(app),
    coupons: createCoupons(ask),
    embedding: createEmbedding(app),
    platformReminders: createReminders(ask),
  };
};
