import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { call, type Answer } from '../http/call.ts';
import { openShopifyShop, openWooShop, SHOPIFY_HOST, startShopify, type CouponShop } from './coupon-shops.ts';
import { serveHere } from './served-here.ts';
import { cartWhen, linkIn, mailsTo, newId, PATIENCE, switchOn, until } from './shop.ts';
import { startWooShop } from './woocommerce-shop.ts';

vi.setConfig(PATIENCE);

let server: Awaited<ReturnType<typeof serveHere>>;
let shopify: Awaited<ReturnType<typeof startShopify>>;
let woo: Awaited<ReturnType<typeof startWooShop>>;
let shops: Readonly<Record<'Shopify' | 'WooCommerce', CouponShop>>;

const OFFER = { type: 'percent', value: '12.5', validFor: 'P2D' };

beforeAll(async () => {
  [shopify, woo] = await Promise.all([startShopify(), startWooShop()]);
  server = await serveHere({ [SHOPIFY_HOST]: shopify.server.origin });
  shops = { Shopify: await openShopifyShop(server, shopify), WooCommerce: await openWooShop(server, woo) };
  const steps = [{ delay: 'PT0S', channels: ['email'], offer: OFFER }];
  for (const { shop } of Object.values(shops))
    await switchOn(shop, { settings: { budget: [] }, flow: { steps } });
}, 60_000);
afterAll(async () => {
  await server.close();
  await Promise.all([shopify.server.close(), woo.close()]);
});

const isReminded = ({ messages }: Answer['body']): boolean =>
  messages.some(({ state }: { state: string }) => state === 'accepted');

const isMissingCoupon = ({ code, passed }: { code: string; passed: boolean }): boolean =>
  code === 'coupon_missing' && !passed;

/** As each platform is asked for twelve and a half per cent, once, for two days. */
const ASKED = {
  Shopify: {
    usageLimit: 1,
    appliesOncePerCustomer: true,
    customerGets: { value: { percentage: 0.125 }, items: { all: true } },
    endsAt: expect.any(String) as string,
  },
  WooCommerce: {
    discount_type: 'percent',
    amount: '12.5',
    usage_limit: 1,
    date_expires: expect.any(String) as string,
  },
};

describe.each(['Shopify', 'WooCommerce'] as const)('a step with an offer at %s', (platform) => {
  const at = (): CouponShop => shops[platform];
  afterEach(() => {
    at().mood = 'makes';
  });
  const mailTo = async (id: string) => {
    await cartWhen(at().shop, id, isReminded);
    const [mail] = await mailsTo(server, `${id}@example.com`);
    return mail!;
  };
  /** The code that the platform was asked for last. */
  const code = (): string => String(at().wanted.at(-1)?.['code']);

  test('has a coupon made there, which stands in the mail and is applied by its link', async () => {
    const id = newId('coupon');
    expect((await at().fillsCart(id)).status).toBe(200);
    const mail = await mailTo(id);
    expect(at().wanted.at(-1)).toMatchObject(ASKED[platform]);
    expect(mail.text).toContain(code());
    const { status, headers } = await call(linkIn(mail, 'r'));
    expect(status).toBe(302);
    expect(new URL(headers.location ?? '').searchParams.get(at().parameter)).toBe(code());
  });

  test('is credited for an order that carries its coupon and nothing else of ours', async () => {
    const id = newId('used');
    await at().fillsCart(id);
    await mailTo(id);
    expect((await at().buysWith(code(), 5_001)).status).toBe(200);
    const cart = await cartWhen(at().shop, id, ({ state }) => state === 'recovered');
    expect(cart.credit).toMatchObject({ kind: 'coupon' });
    const { body } = await at().shop.ask('/reports/offers');
    expect(body.totals.used).toBe(1);
    expect(body.totals.given).toBeGreaterThanOrEqual(1);
  });

  test('goes without it where the platform refuses, and says so', async () => {
    at().mood = 'refuses';
    const id = newId('refused');
    await at().fillsCart(id);
    const mail = await mailTo(id);
    expect(mail.text + mail.html).not.toContain(code());
    const cart = await cartWhen(at().shop, id, isReminded);
    const { body } = await at().shop.ask(`/carts/${cart.id}/timeline`);
    expect(body.items.map(({ kind }: { kind: string }) => kind)).toContain('coupon_refused');
  });

  test('waits while the platform is down, and goes with the code of its first try', async () => {
    at().mood = 'is down';
    const id = newId('waits');
    await at().fillsCart(id);
    const cart = await cartWhen(at().shop, id, ({ messages }) => messages.length > 0);
    // Beside it the orders may have to be read anew: each is a reason of its own to wait.
    const { decision } = await until(
      async () => (await at().shop.ask(`/carts/${cart.id}/explain`)).body,
      ({ checks }) => checks.some(isMissingCoupon),
    );
    expect(decision.action).toBe('wait');
    expect(await mailsTo(server, `${id}@example.com`)).toEqual([]);
    const first = code();
    at().mood = 'makes';
    expect((await mailTo(id)).text).toContain(first);
    expect(code()).toBe(first);
  });
});
