import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { eventsRequest } from '../../../adapters/index.ts';
import { observe } from '../../../adapters/custom/observe.ts';
import { readEvents } from '../../../adapters/custom/read-events.ts';
import type { Observation } from '../../../src/core/cart/observation.ts';
import { readFixture } from '../cases.ts';
import { customStore } from './store.ts';

const now = new Date('2026-11-21T12:10:00Z');
const fixture = readFixture(
  readFileSync(new URL('../../fixtures/custom/events.json', import.meta.url), 'utf8'),
) as { events: Record<string, unknown>[] };

const removed = (changed: Record<string, unknown> = {}) => ({
  id: 'e',
  type: 'cart.removed',
  occurredAt: '2026-11-21T12:00:00Z',
  cart: { id: 'c' },
  ...changed,
});

const events = (count: number) => ({ events: Array.from({ length: count }, () => removed()) });

const at = (occurredAt: string) => readEvents(removed({ occurredAt }), now);

describe('readEvents', () => {
  it('reads a list and a single event', () => {
    const list = readEvents(fixture, now);
    expect(list.kind === 'read' && list.accepted.map(({ event }) => event.type)).toEqual([
      'cart.updated',
      'cart.removed',
      'order.updated',
      'consent.updated',
      'shopper.erased',
    ]);
    expect(list).toMatchObject({ single: false, rejected: [] });
    expect(readEvents(removed(), now)).toMatchObject({
      kind: 'read',
      single: true,
      accepted: [{ index: 0 }],
    });
  });

  it('rejects a bad event of a list by its place and path, and keeps the others', () => {
    const bad = removed({ occurredAt: 'yesterday', cart: { id: '' } });
    const read = readEvents({ events: [removed(), bad, removed()] }, now);
    expect(read).toMatchObject({ kind: 'read', accepted: [{ index: 0 }, { index: 2 }] });
    const [rejected] = read.kind === 'read' ? read.rejected : [];
    expect(rejected).toMatchObject({ index: 1, code: 'invalid_input' });
    expect(rejected?.errors.map(({ path }) => path)).toEqual(['occurredAt', 'cart.id']);
  });

  it('names the path of a field inside a list', () => {
    const lines = [{ title: 'x' }, { title: 'y', unitPrice: '1,50' }];
    const read = readEvents(removed({ type: 'cart.updated', cart: { id: 'c', lines } }), now);
    expect(read.kind === 'read' && read.rejected[0]?.errors[0]?.path).toBe('cart.lines.1.unitPrice');
  });

  it('rejects events from the future beyond five minutes', () => {
    expect(at('2026-11-21T12:15:00Z')).toMatchObject({ rejected: [] });
    expect(at('2026-11-21T12:15:01Z')).toMatchObject({ rejected: [{ code: 'occurred_in_future' }] });
    expect(at('2026-11-21T14:12:00+02:00')).toMatchObject({ rejected: [] });
  });

  it('takes a thousand events and no more', () => {
    expect(readEvents(events(1_000), now)).toMatchObject({ kind: 'read' });
    expect(readEvents(events(1_001), now)).toEqual({ kind: 'too_many' });
  });

  it.each([null, [], 'x', 1, { events: {} }, { events: null }])('refuses the body %j', (body) => {
    expect(readEvents(body, now)).toMatchObject({ kind: 'invalid' });
  });

  it.each([
    { type: 'cart.exploded' },
    { id: undefined },
    { id: 5 },
    { id: '   ' },
    { type: 'consent.updated', shopper: {}, consent: { email: 'out' } },
    { type: 'consent.updated', shopper: { email: 'a@b.c, d@e.f' }, consent: { email: 'out' } },
    { type: 'consent.updated', shopper: { email: 'a@b.c\r\nBcc: d@e.f' }, consent: { email: 'out' } },
    { type: 'order.updated', order: { id: 'o', total: '1', paymentState: 'pending' } },
    { type: 'order.updated', order: { id: 'o', total: 1, paymentState: 'paid' } },
    { type: 'cart.updated', cart: { id: 'c', returnUrl: 'javascript:alert(1)' } },
    { type: 'cart.updated', cart: { id: 'c', currency: 'brl' } },
  ])('rejects %j', (changed) => {
    const read = readEvents(removed(changed), now);
    expect(read.kind === 'read' && read.rejected).toHaveLength(1);
  });
});

const seen = (index: number, changed: Record<string, unknown> = {}): Observation => {
  const body = { ...fixture.events[index], ...changed };
  const observed = observe({ topic: String(body['type']), body, receivedAt: now, store: customStore });
  if (observed.kind !== 'observed') throw new Error(observed.kind);
  return observed.observations[0]!;
};

it('can be described in the API’s document', () => {
  const described = JSON.stringify(z.toJSONSchema(eventsRequest, { io: 'input' }));
  for (const type of ['cart.updated', 'cart.removed', 'order.updated', 'consent.updated', 'shopper.erased']) {
    expect(described).toContain(`"${type}"`);
  }
});

describe('an event', () => {
  it('of a cart is read whole', () => {
    expect(seen(0)).toMatchObject({
      kind: 'cart',
      externalId: 'c1',
      contact: { email: 'ana@example.com', phone: '+55 11 98765-4321' },
      customer: { externalId: '9', registered: true },
      consent: [{ channel: 'email', state: 'in' }],
      returnUrl: 'https://loja.example/cart/c1',
      contents: {
        total: { minor: 19_990, currency: 'BRL' },
        lines: [{ title: 'Caneca', unitPrice: { minor: 9_000 } }],
      },
    });
  });

  it('keeps an address that was typed with blanks around it', () => {
    const cart = { id: 'c1', email: ' ana@example.com\n' };
    expect(readEvents(removed({ type: 'cart.updated', cart }), now)).toMatchObject({ rejected: [] });
    expect(seen(0, { cart })).toMatchObject({ contact: { email: 'ana@example.com' } });
  });

  it('of an order is read whole', () => {
    expect(seen(2)).toMatchObject({
      kind: 'order',
      externalId: 'o1',
      cartRefs: ['c1'],
      paymentState: 'awaiting_shopper',
      paymentMethod: 'pix',
      payUrl: 'https://loja.example/pay/1',
      payBy: new Date('2026-11-21T13:07:00Z'),
      coupons: ['VOLTA-7K'],
      retornoRefs: ['Zm9vYmFyYmF6cXV4MTIzNA'],
      netPaid: { minor: 0, currency: 'BRL' },
    });
  });

  it('of removal, consent and erasure says so', () => {
    expect(seen(1)).toMatchObject({ kind: 'cart_removed', externalId: 'c1' });
    expect(seen(3)).toMatchObject({ kind: 'consent', evidence: [{ channel: 'email', state: 'out' }] });
    expect(seen(4)).toMatchObject({
      kind: 'redaction',
      scope: 'shopper',
      contact: { email: 'ana@example.com' },
    });
  });

  it('of a paid order is worth its total, of an expired one nothing', () => {
    const order = { id: 'o', total: '10.00', currency: 'BRL' };
    expect(seen(2, { order: { ...order, paymentState: 'paid' } })).toMatchObject({
      netPaid: { minor: 1_000 },
      moneyAuthorized: true,
    });
    expect(seen(2, { order: { ...order, paymentState: 'expired' } })).toMatchObject({
      netPaid: { minor: 0 },
      cancelledBy: 'timeout',
      cancelledAt: new Date('2026-11-21T12:07:00Z'),
    });
  });
});
