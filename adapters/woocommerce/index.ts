import type { Adapter } from '../../src/ports/adapter.ts';
import { connect } from './connect.ts';
import { coupons } from './coupons.ts';
import { embedding } from './embedding.ts';
import { minimise } from './minimise.ts';
import { observe } from './observe.ts';
import { orders } from './orders.ts';
import { COMPANION } from './plugin-connection.ts';
import { probe } from './probe.ts';
import { returnUrl } from './return-url.ts';
import { claims, verify } from './verify.ts';
import { webhooks } from './webhooks.ts';

export const createWooCommerce = (): Adapter => ({
  platform: 'woocommerce',
  capabilities: {
    keepsAddedParameters: true,
    appliesCouponByLink: true,
    webhookSecret: 'store',
    // The shop waits 60 s and never repeats, so better slowly than not at all.
    answerWithinMs: 20_000,
    retriesDeliveries: false,
    orderTruth: 'platform',
  },
  verify,
  claims,
  minimise,
  observe,
  orders,
  // Only the companion plugin knows carts, and it pushes them until they arrive.
  carts: null,
  returnUrl,
  // The plugin's snapshots and the orders carry pictures and addresses.
  products: null,
  probe,
  scopes: { required: [COMPANION], missing: (granted) => (granted.includes(COMPANION) ? [] : [COMPANION]) },
  connect,
  webhooks,
  coupons,
  embedding,
});
