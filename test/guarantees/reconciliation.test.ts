import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShopify } from '../../adapters/shopify/index.ts';
import { createSmtpChannel } from '../../src/channels/email/smtp.ts';
import type { OrderObservation } from '../../src/core/cart/observation.ts';
import type { StoreId } from '../../src/core/words/ids.ts';
import { createLanes } from '../../src/pipeline/intake/lanes.ts';
import { createNamedCarts } from '../../src/pipeline/intake/named-carts.ts';
import { createCatchUp } from '../../src/pipeline/orders/catch-up.ts';
import { createReconcile } from '../../src/pipeline/orders/reconcile.ts';
import { createReconciliations } from '../../src/pipeline/orders/reconciliations.ts';
import { createExplainCart } from '../../src/pipeline/reminders/explain-cart.ts';
import { createReminders } from '../../src/pipeline/reminders/reminders.ts';
import { createCreditOrder } from '../../src/pipeline/return/credit-order.ts';
import type { Adapter } from '../../src/ports/adapter.ts';
import { databases } from '../store/databases.ts';
import { silentLog, testSecrets } from '../store/open-test-store.ts';
import { orderSeen } from '../support/observations.ts';
import { HOUR, MINUTE, openReminderWorld, type ReminderWorld } from '../support/reminder-world.ts';

/** A platform that lists what the test says, and counts how often it is asked. */
const aPlatform = () => {
  const told: { orders: readonly OrderObservation[]; asked: number } = { orders: [], asked: 0 };
  const adapter: Adapter = {
    ...createShopify(),
    carts: null,
    orders: async function* () {
      told.asked += 1;
      yield { kind: 'page', observations: told.orders, unread: [] };
    },
  };
  return { told, adapter };
};

const partsOf = ({ store, clock }: Pick<ReminderWorld, 'store' | 'clock'>, adapter: Adapter) => ({
  store,
  stores: store.stores,
  secrets: testSecrets(),
  adapters: new Map([['shopify', adapter]] as const),
  lanes: createLanes(),
  clock,
  log: silentLog,
  outboundFor: () => () => Promise.resolve({ kind: 'unreachable', reason: 'no network here' } as const),
  intake: {
    store,
    reconsider: store.messages.reconsider,
    creditOrder: createCreditOrder(store),
    namedCarts: createNamedCarts({ ...store, linkKeys: [new Uint8Array(32)] }),
    eraseShopper: async () => undefined,
    eraseStore: async () => undefined,
    randomBytes,
  },
});

describe.each(databases)('what the platform knows and we were not told on $name', ({ make }) => {
  let world: ReminderWorld;
  let shop: StoreId;
  const { told, adapter } = aPlatform();

  beforeEach(async () => {
    world = await openReminderWorld(make);
    shop = await world.connect('loja.myshopify.com', { platform: 'shopify' });
    Object.assign(told, { orders: [], asked: 0 });
  });
  afterEach(() => world.close());

  it('stops the planned message of whoever bought, once it is reconciled', async () => {
    const { cart } = await world.fillCart(shop, 'ana@example.com');
    const { cart: other } = await world.fillCart(shop, 'bia@example.com');
    await world.passes(30 * MINUTE);
    expect(await world.messagesOf(cart)).toMatchObject([{ state: 'planned' }]);
    const at = world.clock.now();
    const contact = { email: 'ana@example.com', phone: null, name: null };
    told.orders = [orderSeen({ placedAt: at, updatedAt: at, contact, cartRefs: [cart.externalId] })];
    const parts = partsOf(world, adapter);
    const reconcile = createReconcile(parts);
    const runs = createReconciliations({ ...parts, reconcile, randomBytes });
    const run = await runs.start({
      storeId: shop,
      from: new Date(at.getTime() - HOUR),
      to: new Date(at.getTime() + HOUR),
      repair: true,
      origin: 'by_hand',
    });
    expect(await runs.ended(run!)).toMatchObject({ state: 'done', found: 1, repaired: 1 });

    for (let place = 0; place < 6; place += 1) {
      await world.passes(10 * MINUTE);
      await new Promise((resolve) => setTimeout(resolve, 20));
      await world.settleDown();
    }
    await expect.poll(() => world.channel.sent.map(({ to }) => to)).toEqual(['bia@example.com']);
    expect(await world.messagesOf(cart)).toMatchObject([{ state: 'skipped', reason: 'bought' }]);
    expect(await world.messagesOf(other)).toMatchObject([{ state: 'accepted' }, { state: 'planned' }]);
  });

  it.each([1, 1_000])(
    'is asked for by one call a sweep, whatever is due: %i messages',
    async (due) => {
      const credentials = { kind: 'shopify_token', accessToken: 't' } as const;
      const now = world.clock.now();
      const until = new Date(now.getTime() + MINUTE);
      const { stores, messageList, commit } = world.store;
      await commit([stores.renewalClaimed(shop, { now, until })]);
      await commit([stores.credentialsRenewed(shop, credentials, until)]);
      for (let place = 0; place < due; place += 1) await world.fillCart(shop, `s${place}@example.com`);
      const catchUp = createCatchUp(partsOf(world, adapter));
      const reminders = createReminders({ ...world.parts, catchUp });
      const look = async (): Promise<void> => {
        const ids = await reminders.sweep();
        await Promise.all(ids.map((id) => reminders.send(id)));
      };
      world.clock.advance(30 * MINUTE);
      for (let round = 0; round < 8; round += 1) await look();
      world.clock.advance(30 * MINUTE);
      expect(await messageList.countDue(world.clock.now())).toBe(due);
      for (let round = 0; round < 10; round += 1) {
        await look();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(world.channel.sent.length).toBeGreaterThan(0);
      expect(told.asked).toBe(1);
    },
    60_000,
  );

  it('a cart of which nobody told the contents is explained as such, and nothing is opened for it', async () => {
    const { cart } = await world.fillCart(shop, 'ana@example.com', { contents: null });
    await world.passes(31 * MINUTE);
    expect(await world.messagesOf(cart)).toEqual([]);
    const explain = createExplainCart({
      store: world.store,
      ordersFreshForMs: MINUTE,
      channels: { email: { health: () => ({ kind: 'up' }) } },
    });
    const reader = { language: 'en', timeZone: 'UTC' } as const;
    const asked = { storeId: shop, cartId: cart.id, now: world.clock.now(), reader: reader as never };
    expect(await explain(asked)).toMatchObject({
      decision: { action: 'none', reason: 'contents_unknown' },
      next: null,
    });
  });
});

it('bounces go to the store’s own address, with the message in it, and to the sender where it has none', async () => {
  const senders: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onMailFrom: ({ address }, _session, callback) => {
      senders.push(address);
      callback();
    },
    onData: (stream, _session, callback) => {
      stream.resume();
      stream.on('end', () => callback(null));
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const email = createSmtpChannel({
    accounts: () => `smtp://127.0.0.1:${port}`,
    clock: { now: () => new Date() },
  });
  const world = await openReminderWorld(databases[0]!.make, { channels: { email } });
  const storeId = await world.connect('loja');
  const { cart } = await world.fillCart(storeId, 'ana@example.com');
  await world.passes(30 * MINUTE);
  await world.passes(30 * MINUTE);
  const store = (await world.store.stores.find(storeId))!;
  await world.store.commit([
    world.store.stores.settingsChanged(store, { email: { returnPath: 'bounces@shop.example' } }),
  ]);
  await world.passes(24 * HOUR);
  const [, second] = await world.messagesOf(cart);
  expect(senders).toEqual(['shop@retorno.example', `bounces+${second!.id}@shop.example`]);
  await email.close();
  await world.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});
