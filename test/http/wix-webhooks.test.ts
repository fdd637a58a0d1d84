import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ConnectedStore } from '../../src/ports/store/stores.ts';
import {
  claimsOf,
  domainEvent,
  INSTANCE,
  type Told,
  tokenOf,
  WIX_APP,
  wixFixture,
  wixKey,
} from '../adapters/wix/store.ts';
import { openWorld, type World } from '../support/world.ts';
import { call } from './call.ts';

const key = wixKey();
const CART = 'wix.ecom.v1.abandoned_checkout';

let world: World;
let store: ConnectedStore;

beforeAll(async () => {
  world = await openWorld({
    WIX_APP_ID: WIX_APP.appId,
    WIX_APP_SECRET: WIX_APP.appSecret,
    WIX_PUBLIC_KEY: key.publicKey.replaceAll('\n', String.raw`\n`),
  });
  store = await world.connect({ platform: 'wix', externalKey: INSTANCE });
  world.clock.forward(10 * 60_000);
});
afterAll(() => world.close());

/** Each test has a checkout, an order and a shopper of its own. */
let count = 0;
let cart: Record<string, unknown>;
let order: Record<string, unknown>;
beforeEach(() => {
  count += 1;
  const buyerInfo = { visitorId: `v${count}`, email: `shopper${count}@example.com` };
  const contactDetails = { firstName: 'Ana' };
  const checkoutId = `checkout-${count}`;
  cart = {
    ...wixFixture('abandoned-checkout'),
    id: `cart-${count}`,
    checkoutId,
    cartId: null,
    buyerInfo,
    contactDetails,
  };
  order = {
    ...wixFixture('order'),
    id: `order-${count}`,
    checkoutId,
    purchaseFlowId: null,
    buyerInfo,
    billingInfo: null,
    shippingInfo: null,
  };
});

const NOW_S = Date.parse('2026-11-21T12:10:00Z') / 1_000;

const send = async (told: Told, signer = key): Promise<number> => {
  const body = tokenOf(claimsOf({ iat: NOW_S, ...told }), signer);
  return post(body);
};
const post = async (body: string): Promise<number> =>
  (
    await call(`${world.url}/webhooks/wix`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
      body,
    })
  ).status;

const cartEvent = (changed: Record<string, unknown> = {}, told: Record<string, unknown> = {}): Told => ({
  eventType: `${CART}_updated`,
  event: domainEvent({ updatedEvent: { currentEntity: { ...cart, ...changed } }, ...told }, cart),
});
const orderEvent = (changed: Record<string, unknown> = {}): Told => ({
  eventType: 'wix.ecom.v1.order_approved',
  event: domainEvent({ actionEvent: { body: { order: { ...order, ...changed } } } }, order),
});

const stored = async () => (await world.store.carts.byExternalIds(store.id, [`cart-${count}`]))[0];
const deliveries = () => world.store.deliveries.list({ limit: 200 });

test('an abandoned checkout becomes a cart, and its order ends it', async () => {
  expect(await send(cartEvent())).toBe(200);
  await world.settled();
  expect(await stored()).toMatchObject({ state: 'open', emailKey: `shopper${count}@example.com` });
  expect(await send(orderEvent())).toBe(200);
  await world.settled();
  expect(await stored()).toMatchObject({ state: 'purchased' });
});

test('whatever order events come in, and however often, the cart is bought', async () => {
  const told = [
    cartEvent({}, { entityEventSequence: '1' }),
    orderEvent({ paymentStatus: 'NOT_PAID', status: 'INITIALIZED', updatedDate: '2026-11-21T12:05:00.300Z' }),
    orderEvent(),
    cartEvent({ updatedDate: '2026-11-21T12:09:00.000Z' }, { entityEventSequence: '9' }),
  ];
  const tokens = told.map((one) => tokenOf(claimsOf({ iat: NOW_S, ...one }), key));
  for (const token of [...tokens.toReversed(), ...tokens, ...tokens]) expect(await post(token)).toBe(200);
  await world.settled();
  expect(await stored()).toMatchObject({ state: 'purchased' });
  const [found] = await world.store.orders.byExternalIds(store.id, [`order-${count}`]);
  expect(found?.snapshot.paymentState).toBe('paid');
});

test('an event is taken once, signed anew for another try or not', async () => {
  const before = (await deliveries()).length;
  const event = cartEvent();
  const iats = [NOW_S, NOW_S, NOW_S - 600, NOW_S - 60];
  for (const iat of iats) expect(await send({ ...event, iat })).toBe(200);
  expect(await deliveries()).toHaveLength(before + 1);
});

const said = (email: string, entityEventSequence: string) =>
  cartEvent({ buyerInfo: { email } }, { entityEventSequence });

test('the newer of two events of one moment wins, though it came first', async () => {
  expect(await send(said('later@example.com', '8'))).toBe(200);
  await world.settled();
  expect(await send(said('sooner@example.com', '7'))).toBe(200);
  await world.settled();
  expect(await stored()).toMatchObject({ emailKey: 'later@example.com' });
});

test('a forged, an old and an unsigned event change nothing and are not stored', async () => {
  const before = (await deliveries()).length;
  const claims = claimsOf({ iat: NOW_S, ...cartEvent() });
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;
  const bodies = [
    tokenOf(claims, wixKey()),
    tokenOf({ ...claims, exp: NOW_S - 1 }, key),
    none,
    JSON.stringify(claims),
    '',
  ];
  for (const body of bodies) expect(await post(body)).toBe(401);
  await world.settled();
  expect(await deliveries()).toHaveLength(before);
  expect(await stored()).toBeUndefined();
});

test('a checkout that was deleted is closed, and what was told of it before stays old news', async () => {
  expect(await send(cartEvent())).toBe(200);
  const event = domainEvent({ slug: 'deleted', deletedEvent: {}, eventTime: '2026-11-21T12:08:00Z' }, cart);
  expect(await send({ eventType: `${CART}_deleted`, event })).toBe(200);
  await world.settled();
  expect(await send(cartEvent({ buyerLanguage: 'es' }))).toBe(200);
  await world.settled();
  expect(await stored()).toMatchObject({ state: 'closed', closedReason: 'removed' });
});

test('an order of a checkout that nobody told us of is known, and so is its cart later', async () => {
  expect(await send(orderEvent())).toBe(200);
  await world.settled();
  expect(await send(cartEvent())).toBe(200);
  await world.settled();
  expect(await stored()).toMatchObject({ state: 'purchased' });
});

test('events of a site that is not connected are taken and mean nothing', async () => {
  expect(await send({ ...cartEvent(), instanceId: 'another-site' })).toBe(200);
  await world.settled();
  const [last] = await deliveries();
  expect(last).toMatchObject({ state: 'ignored', reason: 'unknown store' });
  expect(await stored()).toBeUndefined();
});

test('a site that takes the app out is uninstalled', async () => {
  const state = async () => (await world.store.stores.find(store.id))?.state;
  expect(await send({ eventType: 'AppInstalled' })).toBe(200);
  await world.settled();
  expect(await state()).toBe('active');
  expect(await send({ eventType: 'AppRemoved', iat: NOW_S - 1_800 })).toBe(200);
  await world.settled();
  // Of the installation before this one.
  expect(await state()).toBe('active');
  expect(await send({ eventType: 'AppRemoved' })).toBe(200);
  await world.settled();
  expect(await state()).toBe('uninstalled');
});
