import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DataRequestId } from '../../src/core/words/ids.ts';
import type { ConnectedStore } from '../../src/ports/store/stores.ts';
import { openWorld, type World } from '../support/world.ts';
import { call, type Answer } from './call.ts';
import { operationsOf, readDocument, type ApiDocument } from './document.ts';

/** Two stores side by side; nothing that is one's may be seen or touched by the other. */
let world: World;
let mine: string;
let myEvents: string;
let theirs: { readonly store: ConnectedStore; readonly ids: readonly string[] };
let document: ApiDocument;

const cartEvent = (id: string, name: string) => ({
  id,
  type: 'cart.updated',
  occurredAt: '2026-11-21T11:00:00Z',
  cart: {
    id: 'c1',
    email: `${name}@example.com`,
    name,
    currency: 'BRL',
    total: '10.00',
    lines: [{ productId: '7', title: 'Caneca', quantity: 1, unitPrice: '10.00' }],
  },
});

const openStore = async (name: string) => {
  const store = await world.connect({ name });
  const [admin, events] = [await world.key(store), await world.key(store, 'events')];
  await call(`${world.url}/api/v1/events`, { method: 'POST', key: events, body: cartEvent('e1', name) });
  await call(`${world.url}/api/v1/suppressions`, {
    method: 'POST',
    key: admin,
    body: { email: `${name}@out.example`, channel: 'email', purpose: 'all' },
  });
  await world.settled();
  return { store, admin, events };
};

/** What a store makes by its own calls. */
const makeThings = async (key: string): Promise<string[]> => {
  const post = (path: string, body: object, method = 'POST') =>
    call(`${world.url}/api/v1${path}`, { method, key, body });
  await post('/settings', { email: { legalName: 'Bia Ltda', postalAddress: 'Rua 1' } }, 'PUT');
  const answers = [
    await post('/outbound-webhooks', { url: 'https://bia.example/hook', events: ['cart.abandoned'] }),
    await post('/campaigns', { audience: {}, template: { subject: 'Oi', body: 'Oi' } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  return answers.map(({ body }) => (body as { id: string }).id);
};

beforeAll(async () => {
  world = await openWorld();
  document = await readDocument(world);
  const ana = await openStore('ana');
  const bia = await openStore('bia');
  mine = ana.admin;
  myEvents = ana.events;
  const [cart] = await world.store.carts.byExternalIds(bia.store.id, ['c1']);
  const [delivery] = await world.store.deliveries.list({ storeId: bia.store.id, limit: 1 });
  const [optOut] = await world.store.suppressions.list(bia.store.id, { limit: 1, before: null });
  const asked = 'theirs' as DataRequestId;
  const person = { emailKeys: ['bia@example.com'], phoneKeys: [], customerId: null };
  await world.store.commit([
    await world.store.dataRequests.prepare({
      id: asked,
      storeId: bia.store.id,
      receivedAt: world.clock.now(),
      person,
    }),
  ]);
  const made = await makeThings(bia.admin);
  theirs = {
    store: bia.store,
    ids: [cart!.id, delivery!.id, optOut!.id, bia.store.id, cart!.shopperId!, asked, ...made],
  };
});
afterAll(() => world.close());

const askFor = (
  method: string,
  path: string,
  given: { key?: string; headers?: Record<string, string> },
): Promise<Answer> =>
  call(`${world.url}${path}`, {
    method: method.toUpperCase(),
    ...given,
    ...(method === 'get' || method === 'delete' ? {} : { body: bodyFor(path) }),
  });

/** What is wrong with a body is told before anything is looked for. */
const bodyFor = (path: string): object => {
  if (path.endsWith('/contacts')) return { channel: 'phone', reached: true };
  if (path.endsWith('/coupons')) return { type: 'percent', value: '10' };
  return path.endsWith('/messages') ? { channel: 'email', subject: 'Hi', text: 'Hi' } : {};
};

const withId = () => operationsOf(document).filter(({ path }) => path.includes('{id}'));

test('every operation on an id answers for a foreign one exactly as for one that is not there', async () => {
  expect(withId().length).toBeGreaterThan(5);
  for (const { method, path } of withId()) {
    const missing = await askFor(method, path.replace('{id}', '0'.repeat(26)), { key: mine });
    expect([path, missing.status]).toEqual([path, 404]);
    for (const id of theirs.ids) {
      const foreign = await askFor(method, path.replace('{id}', id), { key: mine });
      expect([path, foreign.status, foreign.text]).toEqual([path, 404, missing.text]);
    }
  }
});

test('without a key every operation is 401, with a key for events 403, and says nothing of what is there', async () => {
  for (const { method, path, id } of operationsOf(document)) {
    for (const foreign of theirs.ids) {
      const address = path.replace('{id}', foreign).replace('{kind}', 'abandoned_cart');
      const nobody = await askFor(method, address, {});
      expect([id, nobody.status]).toEqual([id, 401]);
      if (id === 'postEvents') continue;
      const events = await askFor(method, address, { key: myEvents });
      expect([id, events.status]).toEqual([id, 403]);
    }
  }
});

test('what was done to foreign ids left no trace', async () => {
  const { store } = theirs;
  const [cart] = await world.store.carts.byExternalIds(store.id, ['c1']);
  expect(cart?.state).toBe('open');
  expect(await world.store.dataRequests.countWaiting(store.id)).toBe(1);
  expect(await world.store.suppressions.list(store.id, { limit: 5, before: null })).toHaveLength(1);
  expect(await world.store.outboundWebhooks.list(store.id)).toMatchObject([{ state: 'active' }]);
});

describe('lists, search and files', () => {
  test.each([
    '/carts',
    '/carts?q=bia',
    '/carts?product=7',
    '/carts?sort=-total',
    '/carts.csv',
    '/deliveries',
    '/suppressions',
    '/messages',
  ])('%s of one store holds nothing of the other', async (path) => {
    const { status, text } = await call(`${world.url}/api/v1${path}`, { key: mine });
    expect(status).toBe(200);
    expect(text).not.toMatch(/bia/);
    for (const id of theirs.ids) expect(text).not.toContain(id);
  });

  test("a cursor of the other store's list leads nowhere in it", async () => {
    const [cart] = await world.store.carts.byExternalIds(theirs.store.id, ['c1']);
    const cursor = Buffer.from(JSON.stringify([cart!.lastActivityAt.getTime() + 1, cart!.id])).toString(
      'base64url',
    );
    const { text } = await call(`${world.url}/api/v1/carts?cursor=${cursor}`, { key: mine });
    expect(text).not.toMatch(/bia/);
  });

  test('messages asked for by a foreign cart are none', async () => {
    const { body } = await call(`${world.url}/api/v1/messages?cartId=${theirs.ids[0]}`, { key: mine });
    expect(body.items).toEqual([]);
  });
});

test('a preview of a foreign cart is 404, and shows none of it', async () => {
  const answer = await call(`${world.url}/api/v1/flows/abandoned_cart/preview`, {
    method: 'POST',
    key: mine,
    body: { step: 0, cartId: theirs.ids[0] },
  });
  expect(answer.status).toBe(404);
});

test('the same cart id of two stores is two carts', async () => {
  await call(`${world.url}/api/v1/events`, {
    method: 'POST',
    key: myEvents,
    body: { ...cartEvent('e2', 'ana'), type: 'cart.removed', occurredAt: '2026-11-21T11:30:00Z' },
  });
  await world.settled();
  const [cart] = await world.store.carts.byExternalIds(theirs.store.id, ['c1']);
  expect(cart?.state).toBe('open');
});
