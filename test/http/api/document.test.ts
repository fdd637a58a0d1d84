import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Endpoint } from '../../../src/http/contract/endpoint.ts';
import { call, type Ask } from '../call.ts';
import { operationsOf, readDocument, type ApiDocument } from '../document.ts';
import { EVENTS, openApiWorld, type ApiWorld } from './api-world.ts';

let api: ApiWorld;
let document: ApiDocument;

beforeAll(async () => {
  api = await openApiWorld();
  document = await readDocument(api.world);
});
afterAll(() => api.world.close());

/** One call of every operation; each answer is held against the document. */
const EXAMPLES: Readonly<Record<string, (cart: string) => readonly [path: string, given?: Ask]>> = {
  listCarts: () => ['/carts'],
  exportCarts: () => ['/carts.csv'],
  readCart: (cart) => [`/carts/${cart}`],
  readTimeline: (cart) => [`/carts/${cart}/timeline`],
  explainCart: (cart) => [`/carts/${cart}/explain`],
  logContact: (cart) => [`/carts/${cart}/contacts`, { body: { channel: 'phone', reached: true } }],
  listContacts: (cart) => [`/carts/${cart}/contacts`],
  listTasks: () => ['/tasks'],
  writeByHand: (cart) => [
    `/carts/${cart}/messages`,
    { body: { channel: 'email', subject: 'Hi', text: 'Hi' } },
  ],
  makeCoupon: (cart) => [`/carts/${cart}/coupons`, { body: { type: 'percent', value: '10' } }],
  readOffers: () => ['/reports/offers'],
  listShoppers: () => ['/shoppers'],
  trustShopper: () => ['/shoppers/none/trust'],
  distrustShopper: () => ['/shoppers/none/trust'],
  testFlow: () => ['/flows/abandoned_cart/test', { body: { step: 0, to: 'me@example.com' } }],
  closeCart: (cart) => [`/carts/${cart}/close`],
  listMessages: () => ['/messages'],
  listFlows: () => ['/flows'],
  changeFlow: () => ['/flows/abandoned_cart', { body: { holdoutPercent: 5 } }],
  replayFlow: () => [
    '/flows/abandoned_cart/replay',
    { body: { from: '2026-11-01', to: '2026-11-21T00:00:00Z', changes: { abandonedAfter: 'PT5M' } } },
  ],
  previewFlow: (cart) => ['/flows/abandoned_cart/preview', { body: { step: 0, cartId: cart } }],
  readSettings: () => ['/settings'],
  changeSettings: () => ['/settings', { body: { coolOff: 'P2D' } }],
  readSummary: () => ['/reports/summary'],
  readLift: () => ['/reports/lift'],
  listOutboundWebhooks: () => ['/outbound-webhooks'],
  addOutboundWebhook: () => [
    '/outbound-webhooks',
    { body: { url: 'https://app.example/hook', events: ['message.due'] } },
  ],
  removeOutboundWebhook: () => ['/outbound-webhooks/none'],
  listDeliveries: () => ['/deliveries'],
  replayDelivery: () => ['/deliveries/none/replay'],
  listDataRequests: () => ['/data-requests'],
  readDataRequestFile: () => ['/data-requests/none/file'],
  listSuppressions: () => ['/suppressions'],
  addSuppression: () => [
    '/suppressions',
    { body: { phone: '11 98765-4321', channel: 'all', purpose: 'all' } },
  ],
  removeSuppression: () => ['/suppressions/none'],
  catchUpOrders: () => ['/orders/catch-up'],
  readMe: () => ['/me'],
  explainMessage: () => ['/messages/none/explain'],
  explainShopper: () => ['/shoppers/none/explain'],
  listCampaigns: () => ['/campaigns'],
  previewCampaign: () => ['/campaigns/preview', { body: { audience: {} } }],
  startCampaign: () => [
    '/campaigns',
    { body: { audience: {}, channel: 'webhook', template: { subject: 'Oi', body: 'Oi' } } },
  ],
  readCampaign: () => ['/campaigns/none'],
  pauseCampaign: () => ['/campaigns/none/pause'],
  resumeCampaign: () => ['/campaigns/none/resume'],
  cancelCampaign: () => ['/campaigns/none/cancel'],
  startReconciliation: () => [
    '/reconciliations',
    { body: { from: '2026-11-01T00:00:00Z', to: '2026-11-21T00:00:00Z' } },
  ],
  listReconciliations: () => ['/reconciliations'],
  readReconciliation: () => ['/reconciliations/none'],
  postEvents: () => ['/events', { key: api.eventsKey, body: EVENTS[0] ?? {} }],
};

/** Their example is of nothing that is there, so they answer 404. */
const NAMES_NOTHING = new Set([
  'trustShopper',
  'distrustShopper',
  'replayDelivery',
  'readDataRequestFile',
  'removeSuppression',
  'removeOutboundWebhook',
  'readReconciliation',
  'explainMessage',
  'explainShopper',
  'readCampaign',
  'pauseCampaign',
  'resumeCampaign',
  'cancelCampaign',
]);

test('every operation of the document is tried here, and every one tried is in it', () => {
  const described = operationsOf(document).map(({ id }) => id);
  expect(described.toSorted()).toEqual(Object.keys(EXAMPLES).toSorted());
});

test.each(Object.keys(EXAMPLES))('%s answers as it is described', async (operation) => {
  const [path, given] = EXAMPLES[operation]!(await api.idOf('c1'));
  const { status } = await api.ask(operation, path, given);
  expect(status).toBeLessThan(NAMES_NOTHING.has(operation) ? 405 : 300);
});

test('the document is of OpenAPI 3.1, open to everybody, and points nowhere outside itself', async () => {
  expect((await call(`${api.world.url}/api/openapi.json`)).headers['content-type']).toContain(
    'application/json',
  );
  expect(document.openapi).toBe('3.1.0');
  const pointed = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
  expect(pointed.length).toBeGreaterThan(10);
  const names = Object.keys(document.components.schemas);
  for (const [, name] of pointed) expect(names).toContain(name);
});

test('no two endpoints of the contract share a name or a path', async () => {
  const folder = new URL('../../../src/http/contract/', import.meta.url);
  const modules = await Promise.all(
    (await readdir(folder)).map((file) => import(new URL(file, folder).href)),
  );
  const endpoints = modules
    .flatMap((module: Record<string, unknown>) => Object.values(module))
    .filter(
      (one): one is Endpoint => typeof one === 'object' && one !== null && 'answer' in one && 'scope' in one,
    );
  expect(endpoints.length).toBeGreaterThan(15);
  expect(new Set(endpoints.map(({ name }) => name)).size).toBe(endpoints.length);
  expect(new Set(endpoints.map(({ method, path }) => `${method} ${path}`)).size).toBe(endpoints.length);
});
