import { randomBytes } from 'node:crypto';
import { createAdapters } from '../../../adapters/index.ts';
import type { Observation } from '../../../src/core/cart/observation.ts';
import { linkKeyOf } from '../../../src/core/message/manual-link.ts';
import { applyPatiently } from '../../../src/pipeline/intake/apply-all.ts';
import { createNamedCarts } from '../../../src/pipeline/intake/named-carts.ts';
import { createReturns } from '../../../src/pipeline/return/returns.ts';
import type { TestDatabase } from '../../store/databases.ts';
import { silentLog } from '../../store/open-test-store.ts';
import { cartSeen, orderSeen } from '../../support/observations.ts';
import { MINUTE } from '../../support/reminder-world.ts';
import { openReceiver, openWebhookWorld } from './webhook-world.ts';

const BROWSER = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15';
const EMAIL = 'ana@example.com';

/** A store with a receiver, from the cart over the mail, the click and the order to the call. */
export const openRecoveredWorld = async (make: () => Promise<TestDatabase>) => {
  const [world, shop] = await Promise.all([openWebhookWorld(make), openReceiver()]);
  const { store, clock } = world;
  const [custom] = createAdapters().filter(({ platform }) => platform === 'custom');
  const linkKeys = [linkKeyOf(new Uint8Array(32).fill(5))];
  const { reconsider } = store.messages;
  const returns = createReturns({
    store,
    reconsider,
    adapterOf: () => custom ?? null,
    dress: (_, contents) => Promise.resolve(contents),
    linkKeys,
    randomBytes,
    log: silentLog,
  });
  const intake = {
    store,
    reconsider,
    creditOrder: returns.creditOrder,
    namedCarts: createNamedCarts({ ...store, linkKeys }),
    eraseShopper: async () => undefined,
    eraseStore: async () => undefined,
    randomBytes,
    isShared: false,
  };
  const storeId = await world.connect('loja');
  const tell = async (told: Observation): Promise<void> => {
    const now = clock.now();
    const known = (await store.stores.find(storeId))!;
    await applyPatiently(intake, { store: known, tellings: [{ told, receivedAt: now }], now, with: [] });
  };
  const contact = { email: EMAIL, phone: null, name: 'Ana' };
  return {
    ...world,
    shop,
    storeId,
    subscribe: () => world.subscribe(storeId, shop.url, 'cart.recovered'),
    /** A mail went to the shopper of an abandoned cart. */
    reminded: async () => {
      await tell(cartSeen({ contact, updatedAt: clock.now(), returnUrl: 'https://shop.example/checkout' }));
      await world.passes(31 * MINUTE);
      await world.passes(31 * MINUTE);
      clock.advance(MINUTE);
    },
    clicks: async () => {
      const [token] = /(?<=\/r\/)[\w-]{22}/.exec(world.channel.sent[0]?.content.html ?? '') ?? [];
      const request = {
        token,
        method: 'GET',
        userAgent: BROWSER,
        purpose: null,
        acceptLanguage: 'en',
      } as const;
      await returns.openReturnLink(request, clock.now());
      clock.advance(MINUTE);
    },
    orders: (over: Partial<Parameters<typeof orderSeen>[0]> = {}) =>
      tell(orderSeen({ contact, placedAt: clock.now(), updatedAt: clock.now(), cartRefs: ['c1'], ...over })),
    callsOf: (id: Parameters<typeof store.outboundWebhooks.recent>[1]) =>
      store.outboundWebhooks.recent(storeId, id, 10),
    close: async () => {
      await Promise.all([world.close(), shop.close()]);
    },
  };
};

export type RecoveredWorld = Awaited<ReturnType<typeof openRecoveredWorld>>;
