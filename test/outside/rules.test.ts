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
  well,
  type Shop,
} from './shop.ts';

vi.setConfig(PATIENCE);

let server: ServerProcess;
let shop: Shop;

beforeAll(async () => {
  server = await openServer();
  shop = await addOwnShop(server);
  const offer = { type: 'code', code: 'VOLTA10', text: '10% de desconto' };
  const steps = ['PT0S', 'PT2S'].map((delay) => ({ delay, channels: ['email'], shelfLife: 'P3D', offer }));
  await switchOn(shop, { flow: { steps } });
});
afterAll(() => server.dispose());

type Told = { readonly messages: readonly { readonly state: string }[] };
const reminders = ({ messages }: Told) => messages.filter(({ state }) => state === 'accepted');
const isReminded = (cart: Told): boolean => reminders(cart).length > 0;
const why = async (id: string, reason: string) => {
  const cart = await cartWhen(shop, id, ({ messages }) => messages.length > 0);
  return until(
    async () => (await shop.ask(`/carts/${cart.id}/explain`)).body,
    ({ decision }) => decision.reason === reason,
  );
};
/** The time of day in the store's zone, so many minutes from now. */
const clock = (minutes: number) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'America/Sao_Paulo',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(Date.now() + minutes * 60_000));
const change = (body: object) => well(shop.ask('/flows/abandoned_cart', { method: 'PUT', body }));

const pixOrder = (id: string, paymentState: string, msOff = 0): object =>
  orderOf(
    id,
    {
      cartId: id,
      email: `${id}@example.com`,
      paymentState,
      paymentMethod: 'pix',
      payUrl: `https://pay.example/${id}`,
      payBy: new Date(Date.now() + 3_600_000).toISOString(),
    },
    new Date(Date.now() + msOff),
  );

describe('the rules of a shop', () => {
  test('one reminder in twenty hours; the second waits, and says until when', async () => {
    const id = newId('budget');
    await shop.tell(cartOf(id));
    await cartWhen(shop, id, isReminded);
    const { decision } = await why(id, 'over_budget');
    expect(Math.round((Date.parse(decision.until) - Date.now()) / 3_600_000)).toBe(20);
    expect(reminders(await cartBy(shop, id))).toHaveLength(1);
  });

  test('the coupon of a mail brings the credit, whoever uses it', async () => {
    const id = newId('coupon');
    await shop.tell(cartOf(id));
    await cartWhen(shop, id, isReminded);
    const [mail] = await mailsTo(server, `${id}@example.com`);
    expect(mail?.text).toContain('VOLTA10');
    await shop.tell(orderOf(id, { email: `${id}@example.com`, coupons: ['volta10'] }));
    const cart = await cartWhen(shop, id, ({ state }) => ['recovered', 'purchased'].includes(state));
    expect(cart).toMatchObject({ state: 'recovered', credit: { kind: 'coupon' } });
  });

  test('quiet hours that reach over midnight hold a mail until they end, and no longer than they stand', async () => {
    const quietHours = { channels: ['email'], from: clock(-2), to: clock(-60), zone: 'store' };
    await change({ quietHours });
    const id = newId('night');
    await shop.tell(cartOf(id));
    const { decision } = await why(id, 'quiet_hours');
    const hours = (Date.parse(decision.until) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(22.9);
    expect(hours).toBeLessThan(23.5);
    await change({ quietHours: null });
    expect(isReminded(await cartWhen(shop, id, isReminded))).toBe(true);
  });

  test('an order that awaits its payment is reminded of by its own flow, and by no other', async () => {
    const steps = [{ delay: 'PT1S', channels: ['email'] }];
    await well(shop.ask('/flows/pending_payment', { method: 'PUT', body: { enabled: true, steps } }));
    const [waits, paid] = [newId('pix'), newId('pix')];
    await shop.tell(cartOf(paid), pixOrder(paid, 'awaiting_shopper', -1_000), pixOrder(paid, 'paid'));
    await shop.tell(cartOf(waits), pixOrder(waits, 'awaiting_shopper'));
    const cart = await cartWhen(shop, waits, isReminded);
    expect(cart).toMatchObject({ state: 'pending_payment', messages: [{ flow: 'pending_payment' }] });
    const [mail] = await mailsTo(server, `${waits}@example.com`);
    expect(mail?.raw).not.toContain('List-Unsubscribe');
    expect((await call(linkIn(mail!, 'r'))).headers.location).toBe(`https://pay.example/${waits}`);
    expect(await mailsTo(server, `${paid}@example.com`)).toEqual([]);
  });
});
