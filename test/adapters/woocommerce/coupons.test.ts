import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coupons } from '../../../adapters/woocommerce/coupons.ts';
import type { WantedCoupon } from '../../../src/ports/platform-work.ts';
import { openShop, type Shop } from './shop.ts';

const wanted: WantedCoupon = {
  code: 'VOLTA-7K2M9QXA',
  title: 'Retorno: cart 12',
  benefit: { kind: 'percent', percent: 10 },
  minimumTotal: { minor: 15_000, currency: 'BRL' },
  startsAt: new Date('2026-11-21T12:00:00Z'),
  endsAt: new Date('2026-11-23T12:00:00.900Z'),
};

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.server.close());

const create = (change: Partial<WantedCoupon> = {}) =>
  coupons.create({ ...wanted, ...change }, shop.context());

describe('a coupon at WooCommerce', () => {
  it('is of one use, ends, asks for a least total and is bound to no e-mail', async () => {
    expect(await create()).toEqual({ kind: 'made', code: 'VOLTA-7K2M9QXA', externalId: '1' });
    expect(shop.coupons[0]).toMatchObject({
      discount_type: 'percent',
      amount: '10',
      usage_limit: 1,
      minimum_amount: '150.00',
      date_expires: '2026-11-23T12:00:00Z',
    });
    expect(shop.coupons[0]).not.toHaveProperty('email_restrictions');
    expect(shop.server.received[0]!.body).not.toContain('date_expires_gmt');
  });

  it('writes amounts with the currency’s own decimals', async () => {
    await create({ benefit: { kind: 'amount', amount: { minor: 1_500, currency: 'JPY' } } });
    await create({ code: 'B', benefit: { kind: 'amount', amount: { minor: 1_500, currency: 'KWD' } } });
    expect(shop.coupons).toMatchObject([
      { discount_type: 'fixed_cart', amount: '1500' },
      { discount_type: 'fixed_cart', amount: '1.500' },
    ]);
  });

  it('may be free shipping and nothing else', async () => {
    await create({ benefit: { kind: 'free_shipping' }, endsAt: null, minimumTotal: null });
    expect(shop.coupons).toMatchObject([{ free_shipping: true, amount: '0', date_expires_gmt: null }]);
    expect(shop.coupons[0]).not.toHaveProperty('minimum_amount');
  });

  it('says that a code is taken, however it was written', async () => {
    await create();
    expect(await create({ code: 'volta-7K2M9qxa' })).toEqual({ kind: 'taken' });
  });

  it('is refused for good where the shop will not, and tried again where it cannot', async () => {
    expect((await create({ benefit: { kind: 'percent', percent: 120 } })).kind).toBe('refused');
    shop.troubles.push((response) => response.writeHead(502).end('<html>'));
    expect((await create()).kind).toBe('unavailable');
    shop.troubles.push((response) => response.writeHead(429, { 'retry-after': '7' }).end('{}'));
    expect(await create()).toEqual({ kind: 'rate_limited', retryAfterMs: 7_000 });
    shop.troubles.push((response) => response.writeHead(401).end('{}'));
    expect(await create()).toEqual({ kind: 'unauthorized' });
    shop.troubles.push((response) => response.writeHead(200).end('{"message":"hello"}'));
    expect((await create()).kind).toBe('unavailable');
  });

  it('follows no redirect: a list of coupons must not pass for one that was made', async () => {
    shop.troubles.push((response) =>
      response.writeHead(301, { location: `${shop.server.origin}/wp-json/wc/v3/coupons` }).end(),
    );
    expect((await create()).kind).toBe('unavailable');
    expect(shop.server.received).toHaveLength(1);
  });
});
