import type { Adapter } from '../../src/ports/adapter.ts';
import { createAsk } from './api.ts';
import { createCarts } from './carts.ts';
import { createMemory } from './memory.ts';
import { minimise } from './minimise.ts';
import { observe } from './observe.ts';
import { createOrders } from './orders.ts';
import { createProbe } from './probe.ts';
import { createResolve } from './resolve.ts';
import { returnUrl } from './return-url.ts';
import { verify } from './verify.ts';

/** Nuvemshop, called Tiendanube in Spanish. `contact` stands in the `User-Agent` of every call. */
export const createNuvemshop = ({ contact }: { readonly contact: string }): Adapter => {
  const ask = createAsk({ contact, memory: createMemory() });
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
    minimise,
    observe,
    resolve: createResolve(ask),
    orders: createOrders(ask),
    carts: createCarts(ask),
    returnUrl,
    // Checkouts carry pictures and addresses.
    products: null,
    probe: createProbe(ask),
  };
};
