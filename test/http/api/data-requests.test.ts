import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DataRequestId, StoreId } from '../../../src/core/words/ids.ts';
import { call, hmac } from '../call.ts';
import { openWorld } from '../../support/world.ts';
import { openApiWorld, type ApiWorld } from './api-world.ts';

let api: ApiWorld;

beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.world.close());

const ask = async (storeId: StoreId, id: string, email: string) => {
  const { dataRequests, commit } = api.world.store;
  const person = { emailKeys: [email], phoneKeys: [], customerId: null };
  const receivedAt = api.world.clock.now();
  await commit([await dataRequests.prepare({ id: id as DataRequestId, storeId, receivedAt, person })]);
};
const waiting = async () => (await api.ask('readMe', '/me')).body.health.dataRequestsWaiting;

test('a request is listed with its time (15 days in Brazil), and answered by its file, which may be taken again', async () => {
  await ask(api.store.id, 'request-1', 'ana@example.com');
  expect(await waiting()).toBe(1);
  const before = await api.ask('listDataRequests', '/data-requests');
  expect(before.body).toEqual({
    items: [
      {
        id: 'request-1',
        receivedAt: '2026-11-21T12:00:00.000Z',
        dueAt: '2026-12-06T12:00:00.000Z',
        answeredAt: null,
      },
    ],
    next: null,
  });

  api.world.clock.forward(60_000);
  const file = await api.ask('readDataRequestFile', '/data-requests/request-1/file');
  expect(file.headers['content-disposition']).toBe('attachment; filename="personal-data.json"');
  expect(file.body).toMatchObject({
    Contact: { 'E-mail addresses': ['ana@example.com'] },
    Carts: [{ Total: '199.90 BRL', Lines: [{ Product: 'Caneca azul', Quantity: 2 }] }],
    Orders: [],
  });
  expect(file.text).not.toMatch(/bruno|shop\.example\/cart/);

  api.world.clock.forward(60_000);
  const again = await api.ask('readDataRequestFile', '/data-requests/request-1/file');
  expect(again.body.Carts).toEqual(file.body.Carts);
  const after = await api.ask('listDataRequests', '/data-requests');
  expect(after.body.items[0].answeredAt).toBe('2026-11-21T12:01:00.000Z');
  expect(await waiting()).toBe(0);
});

test('another store neither sees nor answers it', async () => {
  const other = await api.world.connect({ externalKey: 'other' });
  await ask(other.id, 'request-2', 'ana@example.com');
  expect((await api.ask('readDataRequestFile', '/data-requests/request-2/file')).status).toBe(404);
  expect((await api.ask('listDataRequests', '/data-requests')).body.items).toHaveLength(1);
  const key = await api.world.key(other);
  const file = await api.ask('readDataRequestFile', '/data-requests/request-2/file', { key });
  expect([file.status, file.body.Carts, file.body.Contact.Names]).toEqual([200, [], []]);
});

test('a platform that asks twice by webhook is answered once', async () => {
  const secret = 'secret-of-the-app';
  const world = await openWorld({
    NUVEMSHOP_APP_ID: '1',
    NUVEMSHOP_CLIENT_SECRET: secret,
    NUVEMSHOP_CONTACT: 'dev@retorno.example',
  });
  const key = await world.key(await world.connect({ platform: 'nuvemshop', externalKey: '1234567' }));
  const body = JSON.stringify({
    store_id: 1234567,
    customer: { id: 1, email: 'ana@example.com', phone: null },
  });
  for (let time = 0; time < 2; time += 1) {
    const headers = { 'x-linkedstore-hmac-sha256': hmac(secret, body, 'hex') };
    const path = '/webhooks/nuvemshop/customers-data-request';
    expect((await call(`${world.url}${path}`, { method: 'POST', headers, body })).status).toBe(200);
    world.clock.forward(1);
    await world.settled();
  }
  const { body: listed } = await call(`${world.url}/api/v1/data-requests`, { key });
  expect(listed.items).toHaveLength(1);
  await world.close();
});
