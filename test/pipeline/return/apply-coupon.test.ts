import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAdapters } from '../../../adapters/index.ts';
import { createApplyCoupon } from '../../../src/pipeline/return/apply-coupon.ts';
import type { CouponApplied, CouponInCart } from '../../../src/ports/platform-work.ts';
import { databases } from '../../store/databases.ts';
import { storedCart } from '../../support/stored.ts';
import { silentLog } from '../../support/silent-log.ts';
import { createReturns } from '../../../src/pipeline/return/returns.ts';
import { after, BROWSER, noon, openReturnWorld } from './return-world.ts';

let world: Awaited<ReturnType<typeof openReturnWorld>>;
let asked: CouponInCart[];
let answer: () => Promise<CouponApplied>;
/** The time for which a shopper is kept, which does not end unless a test says so. */
let patience: () => Promise<void>;
beforeEach(async () => {
  world = await openReturnWorld(databases[0]!.make);
  asked = [];
  answer = () => Promise.resolve({ kind: 'applied' });
  patience = () => new Promise(() => {});
});
afterEach(() => world.close());

const nuvemshop = createAdapters().find(({ platform }) => platform === 'nuvemshop')!;
const adapterFor = (over: Partial<(typeof nuvemshop)['capabilities']> = {}) => ({
  ...nuvemshop,
  capabilities: { ...nuvemshop.capabilities, ...over },
  coupons: {
    kinds: [],
    create: () => Promise.resolve({ kind: 'taken' as const }),
    applyTo: (coupon: CouponInCart) => {
      asked.push(coupon);
      return answer();
    },
  },
});

/** A link with a coupon, opened as often as wanted. */
const linkTo = async (couponCode: string | null, adapter = adapterFor()) => {
  const storeId = await world.connect('shop', { platform: 'nuvemshop' });
  const cart = storedCart({ externalId: '989339794' }, { storeId, startedAt: noon, lastActivityAt: noon });
  const { store } = world;
  await store.commit(store.carts.inserted(cart, 'https://shop.example/checkout/v3/proxy/9/x'));
  const link = store.links.create(
    {
      storeId,
      cartId: cart.id,
      messageId: null,
      shopperId: null,
      kind: 'return',
      channel: 'email',
      couponCode,
    },
    { now: noon, randomBytes: (size) => new Uint8Array(size).fill(7) },
  );
  await store.commit([link.write]);
  const returns = createReturns({
    ...world.parts,
    adapterOf: () => adapter,
    applyCoupon: createApplyCoupon({
      stores: store.stores,
      adapters: new Map([['nuvemshop', adapter] as const]),
      outboundFor: () => () => Promise.resolve({ kind: 'unreachable', reason: 'none' }),
      clock: { now: () => noon, sleep: patience },
      log: silentLog,
    }),
  });
  return (over: { method?: 'GET' | 'HEAD' } = {}) =>
    returns.openReturnLink(
      { token: link.token, method: 'GET', userAgent: BROWSER, purpose: null, acceptLanguage: null, ...over },
      after(60_000),
    );
};

const SHOP = { kind: 'redirect', location: 'https://shop.example/checkout/v3/proxy/9/x' };

it('the coupon is in the cart before the shopper is', async () => {
  const open = await linkTo('VOLTA-7K');
  expect(await open()).toEqual(SHOP);
  expect(asked).toEqual([{ cartId: '989339794', code: 'VOLTA-7K' }]);
});

it('whoever clicks again is sent on at once', async () => {
  const open = await linkTo('VOLTA-7K');
  await open();
  expect(await open()).toEqual(SHOP);
  expect(asked).toHaveLength(1);
});

it('a platform that says nothing keeps nobody from the shop', async () => {
  answer = () => new Promise(() => {});
  patience = () => Promise.resolve();
  const open = await linkTo('VOLTA-7K');
  expect(await open()).toEqual(SHOP);
});

it('neither does one that fails or refuses', async () => {
  answer = () => Promise.reject(new Error('secret'));
  const open = await linkTo('VOLTA-7K');
  expect(await open()).toEqual(SHOP);
  answer = () => Promise.resolve({ kind: 'refused', reason: 'it has one' });
  expect(await open()).toEqual(SHOP);
  expect(await open()).toEqual(SHOP);
  expect(asked).toHaveLength(2);
});

it('nothing is asked for a link without a coupon', async () => {
  await (
    await linkTo(null)
  )();
  expect(asked).toEqual([]);
});

it('nothing is asked by a look at the link', async () => {
  await (
    await linkTo('VOLTA-7K')
  )({ method: 'HEAD' });
  expect(asked).toEqual([]);
});

it('nothing is asked where the link carries the coupon', async () => {
  await (
    await linkTo('VOLTA-7K', adapterFor({ appliesCouponByLink: true }))
  )();
  expect(asked).toEqual([]);
});
