import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from './api-world.ts';

let api: ApiWorld;

beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.world.close());

const post = (operation: string, path: string, body: object) =>
  api.ask(operation, path, { body, headers: { 'content-type': 'application/json' } });
const make = (cartId: string, body: object) => post('makeCoupon', `/carts/${cartId}/coupons`, body);

test('a coupon that is made for a cart stands in the mail by hand, by its id', async () => {
  const cart = await api.idOf('c1');
  const made = await make(cart, {
    type: 'percent',
    value: '10',
    validFor: 'P1D',
  });
  const tomorrow = new Date(api.world.clock.now().getTime() + 86_400_000);
  expect(made).toMatchObject({ status: 201, body: { expiresAt: tomorrow.toISOString() } });
  await post('writeByHand', `/carts/${cart}/messages`, {
    channel: 'email',
    subject: 'Oi',
    text: 'Seu cupom:',
    couponId: made.body.id,
  });
  const [mail] = await api.world.store.mailbox.list({ limit: 1, before: null });
  expect(mail?.text).toContain(made.body.code);
  const { body } = await api.ask('readOffers', '/reports/offers?to=2026-11-30');
  expect(body.items).toEqual([
    {
      flow: null,
      step: null,
      type: 'percent',
      given: 1,
      used: 0,
      cost: [],
      costUnknown: 0,
      revenue: [],
    },
  ]);
  const other = await make(cart, { type: 'free_shipping' });
  expect([other.status, other.body.code]).toEqual([409, 'not_supported']);
  expect((await post('makeCoupon', '/carts/nobody/coupons', { type: 'percent', value: '5' })).status).toBe(
    404,
  );
});
