import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConnectedStore } from '../../src/ports/store/stores.ts';
import { openWorld, type World } from '../support/world.ts';
import { call, hmac } from './call.ts';

const SECRET = 'secret-of-the-app';
const PATHS = ['', '/store-redact', '/customers-redact', '/customers-data-request'];

let world: World;
let store: ConnectedStore;

beforeAll(async () => {
  world = await openWorld({
    NUVEMSHOP_APP_ID: '1',
    NUVEMSHOP_CLIENT_SECRET: SECRET,
    NUVEMSHOP_CONTACT: 'dev@retorno.example',
  });
  store = await world.connect({ platform: 'nuvemshop', externalKey: '1234567' });
});
afterAll(() => world.close());

const post = (body: string, path = '', signature = hmac(SECRET, body, 'hex')) =>
  call(`${world.url}/webhooks/nuvemshop${path}`, {
    method: 'POST',
    headers: { 'x-linkedstore-hmac-sha256': signature },
    body,
  });

const deliveries = () => world.store.deliveries.list({ limit: 50 });

test.each(PATHS)('the panel that looks at /webhooks/nuvemshop%s finds somebody there', async (path) => {
  for (const method of ['GET', 'HEAD'])
    expect((await call(`${world.url}/webhooks/nuvemshop${path}`, { method })).status).toBe(200);
  expect((await call(`${world.url}/webhooks/nuvemshop${path}`, { method: 'PUT' })).status).toBe(405);
});

test.each(PATHS)('nobody gets in at /webhooks/nuvemshop%s without the right signature', async (path) => {
  const body = '{"store_id":1234567,"event":"app/uninstalled"}';
  const before = (await deliveries()).length;
  for (const signature of ['', hmac('guessed', body, 'hex'), hmac(SECRET, body)])
    expect((await post(body, path, signature)).status).toBe(401);
  expect(await deliveries()).toHaveLength(before);
});

test('the privacy paths tell what they are about, and keep no tax id', async () => {
  const body = JSON.stringify({
    store_id: 1234567,
    customer: { id: 1, email: 'ana@example.com', phone: null, identification: '52998224725' },
    orders_to_redact: [1],
  });
  expect((await post(body, '/customers-data-request')).status).toBe(200);
  await world.settled();
  world.clock.forward(1);
  expect((await post(body, '/customers-redact')).status).toBe(200);
  await world.settled();
  const [redaction, request] = await deliveries();
  expect(request).toMatchObject({
    topic: 'customers/data_request',
    state: 'processed',
    storeId: store.id,
  });
  expect(redaction).toMatchObject({
    topic: 'customers/redact',
    state: 'processed',
    reason: null,
    attempts: 0,
  });
  // It names the person whom it erases.
  expect((await world.store.deliveries.get(redaction!.id))?.body).toBeNull();
});

test('equal bodies are deliveries of their own, and such of unknown stores are taken', async () => {
  const before = (await deliveries()).length;
  for (let time = 0; time < 2; time += 1) {
    expect((await post('{"store_id":99,"event":"order/updated","id":7}')).status).toBe(200);
    world.clock.forward(1);
  }
  expect(await deliveries()).toHaveLength(before + 2);
});

test('a store rests while the platform suspends it, and goes on when it says so', async () => {
  const state = async () => (await world.store.stores.find(store.id))?.state;
  expect((await post('{"store_id":1234567,"event":"app/suspended"}')).status).toBe(200);
  await world.settled();
  expect(await state()).toBe('paused');
  world.clock.forward(1_000);
  expect((await post('{"store_id":"1234567","event":"app/resumed"}')).status).toBe(200);
  await world.settled();
  expect(await state()).toBe('active');
  world.clock.forward(1_000);
  expect((await post('{"store_id":1234567,"event":"app/uninstalled"}')).status).toBe(200);
  await world.settled();
  expect(await state()).toBe('uninstalled');
});

test('a store to be forgotten is not read again: its access goes with its data', async () => {
  const other = await world.connect({ platform: 'nuvemshop', externalKey: '7654321' });
  world.clock.forward(1_000);
  expect((await post('{"store_id":7654321}', '/store-redact')).status).toBe(200);
  await world.settled();
  expect((await world.store.stores.find(other.id))?.state).toBe('uninstalled');
  expect(await world.store.stores.credentials(other.id)).toEqual({ kind: 'none' });
});
