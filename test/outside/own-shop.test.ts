import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { call } from '../http/call.ts';
import type { ServerProcess } from '../support/server-process.ts';
import {
  addOwnShop,
  cartBy,
  cartOf,
  cartWhen,
  linkIn,
  mailsTo,
  newId,
  openServer,
  orderOf,
  PATIENCE,
  switchOn,
  until,
  type Shop,
} from './shop.ts';

vi.setConfig(PATIENCE);

let server: ServerProcess;
let shop: Shop;

beforeAll(async () => {
  server = await openServer();
  shop = await addOwnShop(server);
  await switchOn(shop, { settings: { budget: [] } });
});
afterAll(() => server.dispose());

type Told = { readonly state: string; readonly messages: readonly { readonly state: string }[] };
const isReminded = ({ messages }: Told): boolean => messages.some(({ state }) => state === 'accepted');
const inState =
  (state: string) =>
  (cart: Told): boolean =>
    cart.state === state;
const explained = async (cart: { id: string }) => (await shop.ask(`/carts/${cart.id}/explain`)).body;
const waitingFor = async (externalId: string, reason: string) => {
  const cart = await cartWhen(shop, externalId, inState('abandoned'));
  return until(
    () => explained(cart),
    ({ decision }) => decision.reason === reason,
  );
};
const revenueOf = async (days = 1) => {
  const from = new Date(Date.now() - days * 86_400_000).toISOString();
  const to = new Date(Date.now() + 86_400_000).toISOString();
  return (await shop.ask(`/reports/summary?from=${from}&to=${to}`)).body.totals;
};

describe('what was bought in a shop of one’s own', () => {
  test('a click brings the credit; a cancellation takes it and its revenue back', async () => {
    const id = newId('click');
    await shop.tell(cartOf(id));
    await cartWhen(shop, id, isReminded);
    const [mail] = await mailsTo(server, `${id}@example.com`);
    const went = await call(linkIn(mail!, 'r'));
    expect(went.status).toBe(302);
    const landed = new URL(went.headers.location ?? '');
    expect(landed.origin + landed.pathname).toBe(`https://shop.example/cart/${id}`);
    expect(landed.searchParams.get('utm_source')).toBe('retorno');
    const order = { cartId: id, email: `${id}@example.com` };
    await shop.tell(orderOf(id, order));
    const bought = await cartWhen(shop, id, inState('recovered'));
    expect(bought).toMatchObject({ credit: { kind: 'click' }, order: { number: `N-${id}` } });
    expect((await revenueOf()).revenue).toEqual([{ amount: '199.90', currency: 'BRL' }]);
    expect((await explained(bought)).decision.reason).toBe('bought');

    await shop.tell(orderOf(id, { ...order, fulfilmentState: 'cancelled', paymentState: 'refunded' }));
    const cancelled = await cartWhen(shop, id, inState('closed'));
    expect(cancelled.credit).toBeNull();
    expect(['order_cancelled', 'order_refunded']).toContain(cancelled.closedReason);
    const { revenue, recovered } = await revenueOf();
    expect([revenue.filter(({ amount }: { amount: string }) => amount !== '0.00'), recovered]).toEqual([
      [],
      0,
    ]);
  });

  test('a purchase without a click is assisted, and shown apart', async () => {
    const id = newId('assisted');
    await shop.tell(cartOf(id));
    await cartWhen(shop, id, isReminded);
    await shop.tell(orderOf(id, { email: `${id}@example.com` }));
    const bought = await cartWhen(shop, id, inState('purchased'));
    expect(bought.credit).toMatchObject({ kind: 'assisted' });
    const page = await call((await linkOf(id)) ?? '');
    expect(page.status).toBeLessThan(400);
  });

  test('a partial refund leaves what was paid', async () => {
    const id = newId('partly');
    await shop.tell(cartOf(id));
    await cartWhen(shop, id, isReminded);
    await call((await linkOf(id)) ?? '');
    await shop.tell(orderOf(id, { cartId: id, paymentState: 'partially_refunded', netPaid: '100.10' }));
    const bought = await cartWhen(shop, id, inState('recovered'));
    const csv = (await shop.ask('/carts.csv')).text.split('\n').find((line) => line.startsWith(bought.id));
    expect(csv).toContain(',100.10,');
  });

  test('a test order stops the reminders and counts nothing', async () => {
    const id = newId('test');
    await shop.tell(cartOf(id));
    await cartWhen(shop, id, isReminded);
    await call((await linkOf(id)) ?? '');
    const before = await revenueOf();
    await shop.tell(orderOf(id, { cartId: id, test: true }));
    const cart = await cartWhen(shop, id, ({ state }) => state !== 'abandoned');
    expect(cart.order.test).toBe(true);
    expect((await revenueOf()).revenue).toEqual(before.revenue);
    await until(
      () => cartBy(shop, id),
      ({ messages }) => messages.every(({ state }: { state: string }) => state !== 'planned'),
    );
    const after = await cartBy(shop, id);
    expect(after.messages.map(({ state }: { state: string }) => state)).not.toContain('planned');
  });
});

describe.concurrent('a shop of one’s own', () => {
  test.each([
    ['JPY', '1500', /1[.,]?500(?![.,]\d)/],
    ['KWD', '16.867', /16[.,]867/],
  ])('money of %s keeps its own decimals', async (currency, total, written) => {
    const id = newId(currency);
    const lines = [{ productId: '1', title: 'Xícara', quantity: 1, unitPrice: total }];
    await shop.tell(cartOf(id, { currency, total, lines }));
    const cart = await cartWhen(shop, id, isReminded);
    expect(cart.total).toEqual({ amount: total, currency });
    const [mail] = await mailsTo(server, `${id}@example.com`);
    expect(mail?.text).toMatch(written);
  });

  test.each([
    ['en_US', 'en'],
    ['pt', 'pt-BR'],
    ['es-MX', 'es'],
    ['pl', 'pl'],
    [null, 'pt-BR'],
  ])('a shopper who reads %s is written to in %s', async (locale, language) => {
    const id = newId('reads');
    await shop.tell(cartOf(id, { locale }));
    await cartWhen(shop, id, isReminded);
    const [mail] = await mailsTo(server, `${id}@example.com`);
    expect(mail?.raw).toContain(`Content-Language: ${language}`);
  });

  test('a shopper whose language no text has is not written to', async () => {
    const id = newId('german');
    await shop.tell(cartOf(id, { locale: 'de-DE', country: 'BR' }));
    expect((await waitingFor(id, 'template_missing')).decision).toMatchObject({
      action: 'wait',
      reason: 'template_missing',
    });
    expect(await mailsTo(server, `${id}@example.com`)).toEqual([]);
  });

  test('in the EEA only who agreed is written to, at once when the consent comes', async () => {
    const [quiet, agreed] = [newId('eea'), newId('eea')];
    const there = { country: 'PL', locale: 'pl' };
    await shop.tell(cartOf(quiet, there), cartOf(agreed, { ...there, consent: { email: 'in' } }));
    await cartWhen(shop, agreed, isReminded);
    expect((await waitingFor(quiet, 'consent_missing')).decision.action).toBe('wait');
    await shop.tell({
      id: newId('event'),
      type: 'consent.updated',
      occurredAt: new Date().toISOString(),
      shopper: { email: `${quiet}@example.com` },
      consent: { email: 'in' },
    });
    expect(isReminded(await cartWhen(shop, quiet, isReminded))).toBe(true);
  });

  test('who said no is never written to', async () => {
    const id = newId('out');
    await shop.tell(cartOf(id, { consent: { email: 'out' } }));
    const cart = await cartWhen(shop, id, ({ messages }) =>
      messages.some(({ state }: { state: string }) => state === 'skipped'),
    );
    expect(cart.messages[0].reason).toMatch(/^(opted_out|consent_missing)$/);
    expect(cart.reachable).toEqual([]);
    expect(await mailsTo(server, `${id}@example.com`)).toEqual([]);
  });

  test('unsubscribing takes one click, any number of times, and a look at the page is none', async () => {
    const id = newId('leaves');
    await shop.tell(cartOf(id));
    await cartWhen(shop, id, isReminded);
    const [mail] = await mailsTo(server, `${id}@example.com`);
    const link = linkIn(mail!, 'u');
    expect((await call(link)).status).toBe(200);
    expect((await cartBy(shop, id)).reachable).toEqual(['email']);
    for (let time = 0; time < 2; time += 1) {
      const form = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await call(link, { method: 'POST', headers: form, body: 'List-Unsubscribe=One-Click' });
      expect(answer.status).toBe(200);
    }
    expect((await cartBy(shop, id)).reachable).toEqual([]);
    const { body } = await shop.ask('/suppressions?limit=200');
    expect(body.items.filter(({ source }: { source: string }) => source !== 'admin')).toHaveLength(1);
    const { checks } = await explained(await cartBy(shop, id));
    expect(checks.find(({ code }: { code: string }) => code === 'opted_out').passed).toBe(false);
    expect(await mailsTo(server, `${id}@example.com`)).toHaveLength(1);
  });

  test('of two carts of one shopper the newer speaks, once', async () => {
    const [older, newer] = [newId('older'), newId('newer')];
    const email = `${newer}@example.com`;
    await shop.tell(cartOf(older, { email }, new Date(Date.now() - 1_000)), cartOf(newer, { email }));
    await cartWhen(shop, newer, isReminded);
    expect(await cartWhen(shop, older, inState('closed'))).toMatchObject({ closedReason: 'superseded' });
    expect(await mailsTo(server, email)).toHaveLength(1);
  });

  test('an order may come before its cart', async () => {
    const id = newId('early');
    await shop.tell(orderOf(id, { cartId: id, email: `${id}@example.com` }));
    await shop.tell(cartOf(id, {}, new Date(Date.now() - 60_000)));
    const cart = await cartWhen(shop, id, inState('purchased'));
    expect(cart.messages).toEqual([]);
  });

  test('old news changes nothing, and the same news twice is one', async () => {
    const id = newId('order');
    const now = Date.now();
    const newest = cartOf(id, { total: '20.00' }, new Date(now));
    await shop.tell(newest, newest, cartOf(id, { total: '10.00' }, new Date(now - 5_000)));
    const cart = await cartWhen(shop, id, ({ total }) => total?.amount === '20.00');
    expect(cart.total.amount).toBe('20.00');
    const removed = { id: newId('event'), type: 'cart.removed', cart: { id } };
    await shop.tell({ ...removed, occurredAt: new Date(now + 1_000).toISOString() });
    await cartWhen(shop, id, inState('closed'));
    await shop.tell(cartOf(id, { total: '30.00' }, new Date(now + 500)));
    await shop.tell(cartOf(id, { total: '40.00' }, new Date(now + 2_000)));
    const back = await cartWhen(shop, id, ({ state }) => state !== 'closed');
    expect([back.total.amount, back.closedReason]).toEqual(['40.00', null]);
  });

  test('a contact that comes later makes a nameless cart a reachable one', async () => {
    const id = newId('nameless');
    await shop.tell(cartOf(id, { email: null, phone: null, name: null }, new Date(Date.now() - 2_000)));
    expect(await cartWhen(shop, id, inState('anonymous'))).toMatchObject({ reachable: [], messages: [] });
    await shop.tell(cartOf(id, { name: null }));
    expect(isReminded(await cartWhen(shop, id, isReminded))).toBe(true);
  });

  test('an order awaiting its payment holds the cart; when it lapses the cart is abandoned again', async () => {
    const id = newId('lapses');
    const order = { cartId: id, email: `${id}@example.com`, paymentMethod: 'pix' };
    await shop.tell(cartOf(id), orderOf(id, { ...order, paymentState: 'awaiting_shopper' }));
    const held = await cartWhen(shop, id, inState('pending_payment'));
    expect(held.messages).toEqual([]);
    await shop.tell(orderOf(id, { ...order, paymentState: 'expired' }, new Date(Date.now() + 1_000)));
    const cart = await cartWhen(shop, id, isReminded);
    expect(cart.state).toBe('abandoned');
    const [mail] = await mailsTo(server, `${id}@example.com`);
    expect((await call(linkIn(mail!, 'r'))).headers.location).toContain(`https://shop.example/cart/${id}`);
  });

  test('whoever asks to be forgotten is, for good', async () => {
    const id = newId('forgotten');
    const email = `${id}@example.com`;
    await shop.tell(cartOf(id));
    await cartWhen(shop, id, isReminded);
    const erased = { id: newId('event'), type: 'shopper.erased', shopper: { email } };
    await shop.tell({ ...erased, occurredAt: new Date().toISOString() });
    const gone = await cartWhen(shop, id, ({ redacted }) => redacted);
    expect(gone).toMatchObject({ state: 'closed', closedReason: 'redacted', shopper: { email: null } });
    await shop.tell(cartOf(id, {}, new Date(Date.now() - 60_000)));
    await until(
      async () => (await shop.ask('/deliveries?limit=200')).body.items,
      (items) => items.every(({ state }: { state: string }) => state !== 'received'),
    );
    expect((await shop.ask('/carts?limit=200')).text).not.toContain(email);
    expect((await shop.ask('/messages?limit=200')).text).not.toContain(email);
    expect((await mailsTo(server, email)).length).toBe(0);
  });
});

const linkOf = async (id: string): Promise<string | null> => {
  const [mail] = await mailsTo(server, `${id}@example.com`);
  return mail === undefined ? null : linkIn(mail, 'r');
};
