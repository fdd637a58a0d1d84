import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createNuvemshop } from '../../../adapters/nuvemshop/index.ts';
import { nuvemApp, nuvemFixture, nuvemStore } from './store.ts';

const receivedAt = new Date('2026-11-21T12:10:00Z');
const adapter = createNuvemshop(nuvemApp);

const judge = (body: string, subpath = '', at = receivedAt) =>
  adapter.verify({
    headers: { 'X-LinkedStore-HMAC-SHA256': createHmac('sha256', 's').update(body).digest('hex') },
    rawBody: Buffer.from(body),
    subpath,
    secrets: ['s'],
    receivedAt: at,
  });

describe('a request', () => {
  it('names its store and event in the body, as text or number', () => {
    expect(judge('{"store_id":1234567,"event":"order/paid","id":1}')).toMatchObject({
      topic: 'order/paid',
      storeKey: '1234567',
    });
    expect(judge('{"store_id":"1234567","event":"order/paid","id":"1"}')).toMatchObject({
      storeKey: '1234567',
    });
  });

  it.each([
    ['store-redact', 'store/redact'],
    ['customers-redact', 'customers/redact'],
    ['customers-data-request', 'customers/data_request'],
  ])('to %s is about privacy whatever its body says', (subpath, topic) => {
    expect(judge('{"store_id":1}', subpath)).toMatchObject({ topic, storeKey: '1' });
    expect(judge('{"store_id":1,"event":"order/paid"}', subpath)).toMatchObject({ topic });
  });

  it.each(['[]', 'null', '"x"', 'no json', '{"store_id":{},"event":["order/paid"]}', '{"event":"../x"}'])(
    'with the body %s is accepted and names nothing',
    (body) => {
      expect(judge(body)).toMatchObject({ valid: true, topic: 'unknown', storeKey: null });
    },
  );

  it('is a delivery of its own, since a later update of an order looks the same', () => {
    const body = '{"store_id":1,"event":"order/updated","id":1}';
    const [first, second] = [judge(body), judge(body, '', new Date(receivedAt.getTime() + 1))];
    expect(first.valid && second.valid && first.dedupeKey !== second.dedupeKey).toBe(true);
  });
});

const observe = (topic: string, body: unknown) =>
  adapter.observe({ topic, body, receivedAt, store: nuvemStore });

describe('an event', () => {
  it('of an order names it and nothing else', () => {
    for (const topic of ['order/created', 'order/voided', 'order/some_future_event']) {
      expect(observe(topic, { store_id: 1, event: topic, id: '77' })).toEqual({
        kind: 'fetch',
        of: 'order:77',
      });
    }
    expect(observe('order/paid', { store_id: 1 }).kind).toBe('malformed');
  });

  it.each([
    ['app/uninstalled', 'uninstalled'],
    ['app/suspended', 'paused'],
    ['app/resumed', 'resumed'],
  ])('%s tells of the store', (topic, change) => {
    expect(observe(topic, { store_id: 1, event: topic })).toEqual({
      kind: 'observed',
      observations: [{ kind: 'store', change, at: receivedAt }],
    });
  });

  it.each(['product/updated', 'customer/created', 'subscription/updated', 'app/other'])(
    '%s is not ours',
    (topic) => {
      expect(observe(topic, { store_id: 1, event: topic, id: 1 }).kind).toBe('ignored');
    },
  );

  it('of privacy names the person and their orders', () => {
    expect(observe('customers/redact', nuvemFixture('customers-redact'))).toMatchObject({
      observations: [
        {
          kind: 'redaction',
          scope: 'shopper',
          customerId: '88001',
          contact: { email: 'ana.souza@example.com', phone: '+5511987654321' },
          orderIds: ['989339794', '989339795'],
        },
      ],
    });
    expect(observe('store/redact', { store_id: 1 })).toMatchObject({
      observations: [
        { kind: 'redaction', scope: 'store' },
        { kind: 'store', change: 'uninstalled' },
      ],
    });
    expect(observe('customers/data_request', nuvemFixture('customers-data-request'))).toMatchObject({
      observations: [{ kind: 'data_request', customerId: '88001' }],
    });
  });
});

const lead = (platformUrl: string | null, url: string | null = nuvemStore.url) =>
  adapter.returnUrl({
    store: { ...nuvemStore, url },
    platformUrl,
    lines: [],
    token: 't',
    medium: 'email',
    campaign: 'c',
    couponCode: 'X',
  });

describe('the return link', () => {
  it('is the platform’s own, untouched', () => {
    const given = String(nuvemFixture('checkout')['abandoned_checkout_url']);
    expect(lead(given)).toBe(given);
    expect(adapter.capabilities.keepsAddedParameters).toBe(false);
  });

  it('leads nowhere without one, nor to what is no web address', () => {
    expect(lead(null)).toBeNull();
    expect(lead('javascript:alert(1)')).toBeNull();
    expect(lead(null, null)).toBeNull();
  });
});
