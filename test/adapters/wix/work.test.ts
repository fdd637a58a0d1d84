import { afterEach, describe, expect, it } from 'vitest';
import { createWix } from '../../../adapters/wix/index.ts';
import { closeWix, json, openWix as open } from './server.ts';
import { WIX_APP, wixFixture, wixStore } from './store.ts';

afterEach(closeWix);

const since = new Date('2026-11-21T11:00:00Z');

const checkout = (id: string, activities: unknown) => ({
  ...wixFixture('abandoned-checkout'),
  id,
  activities,
});
const at = (type: string, createdDate: string) => ({ type, createdDate });

describe('reminders of Wix’s own', () => {
  it('are those that were sent, the newest of each cart', async () => {
    const { adapter, context, received } = await open((_, response) =>
      json(response, {
        abandonedCheckouts: [
          checkout('a', [
            at('SCHEDULED', '2026-11-21T14:00:00Z'),
            at('EMAIL_SENT', '2026-11-21T12:00:00Z'),
            at('EMAIL_SENT', '2026-11-21T11:30:00Z'),
          ]),
          checkout('b', [
            at('EMAIL_NOT_SENT', '2026-11-21T12:00:00Z'),
            at('TASK_CREATED', '2026-11-21T12:00:00Z'),
          ]),
          checkout('c', [at('NOTIFICATION_SENT', '2026-11-20T12:00:00Z')]),
          checkout('d', 'garbage'),
          null,
        ],
      }),
    );
    const cartIds = ['a', 'b', 'c', 'd', 'a'];
    expect(await adapter.platformReminders!.sentSince({ since, cartIds }, context)).toEqual({
      kind: 'told',
      sent: [{ cartId: 'a', at: new Date('2026-11-21T12:00:00Z') }],
    });
    expect(JSON.parse(received.at(-1)!.body)).toMatchObject({
      search: { filter: { id: { $in: ['a', 'b', 'c', 'd'] } } },
    });
  });

  it('of a hundred and one carts take two calls, of none no call', async () => {
    const { adapter, context, received } = await open((_, response) =>
      json(response, { abandonedCheckouts: [] }),
    );
    const cartIds = Array.from({ length: 101 }, (_, place) => `c${place}`);
    expect(await adapter.platformReminders!.sentSince({ since, cartIds: [] }, context)).toEqual({
      kind: 'told',
      sent: [],
    });
    expect(received).toHaveLength(0);
    await adapter.platformReminders!.sentSince({ since, cartIds }, context);
    expect(received.filter(({ url }) => url !== '/oauth2/token')).toHaveLength(2);
  });

  it('are not known while Wix does not answer', async () => {
    const { adapter, context } = await open((_, response) => json(response, {}, 500));
    expect(await adapter.platformReminders!.sentSince({ since, cartIds: ['a'] }, context)).toEqual({
      kind: 'unavailable',
      reason: 'Wix answered 500',
    });
  });
});

describe('a coupon', () => {
  const wanted = {
    code: 'VOLTA-7K',
    title: 'Retorno: abandoned cart',
    benefit: { kind: 'percent', percent: 10 },
    minimumTotal: null,
    startsAt: new Date('2026-11-21T12:00:00Z'),
    endsAt: new Date('2026-11-23T12:00:00Z'),
  } as const;

  it.each([
    [wanted, { percentOffRate: 10, scope: { namespace: 'stores' } }],
    [
      { ...wanted, benefit: { kind: 'amount', amount: { minor: 1_550, currency: 'BRL' } } as const },
      { moneyOffAmount: 15.5, scope: { namespace: 'stores' } },
    ],
    [{ ...wanted, benefit: { kind: 'free_shipping' } as const }, { freeShipping: true }],
    [
      { ...wanted, minimumTotal: { minor: 10_000, currency: 'BRL' } },
      { percentOffRate: 10, minimumSubtotal: 100 },
    ],
  ])('is made once for one order: %#', async (coupon, reach) => {
    const { adapter, context, received } = await open((_, response) => json(response, { id: 'k1' }));
    expect(await adapter.coupons!.create(coupon, context)).toEqual({
      kind: 'made',
      code: 'VOLTA-7K',
      externalId: 'k1',
    });
    expect(received.at(-1)).toMatchObject({ method: 'POST', url: '/stores/v2/coupons' });
    expect(JSON.parse(received.at(-1)!.body)).toEqual({
      specification: {
        name: 'Retorno: abandoned cart',
        code: 'VOLTA-7K',
        active: true,
        usageLimit: 1,
        startTime: '1795262400000',
        expirationTime: '1795435200000',
        ...reach,
      },
    });
  });

  it('that stands already is told apart from one that Wix will not make', async () => {
    const details = { applicationError: { code: 'CODE_ALREADY_EXISTS' } };
    const taken = await open((_, response) => json(response, { message: 'canary', details }, 400));
    expect(await taken.adapter.coupons!.create(wanted, taken.context)).toEqual({ kind: 'taken' });
    await closeWix();
    const refused = await open((_, response) => json(response, { message: 'canary' }, 400));
    expect(await refused.adapter.coupons!.create(wanted, refused.context)).toEqual({
      kind: 'refused',
      reason: 'Wix rejected the call (400)',
    });
    const long = { ...wanted, code: 'A'.repeat(21) };
    expect((await refused.adapter.coupons!.create(long, refused.context)).kind).toBe('refused');
    await closeWix();
    const late = await open((_, response) => json(response, {}, 500));
    expect((await late.adapter.coupons!.create(wanted, late.context)).kind).toBe('unavailable');
  });

  it('is put into the checkout of its cart', async () => {
    const { adapter, context, received } = await open((_, response) =>
      json(response, { abandonedCheckout: wixFixture('abandoned-checkout') }),
    );
    expect(await adapter.coupons!.applyTo!({ cartId: 'a-1', code: 'X' }, context)).toEqual({
      kind: 'applied',
    });
    expect(received.slice(1).map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /ecom/v1/abandoned-checkout/a-1',
      'PATCH /ecom/v1/checkouts/c1b6d7f0-51d0-4a0b-8f2c-2f3e8f9e7b11',
    ]);
    expect(JSON.parse(received.at(-1)!.body)).toEqual({
      checkout: { id: 'c1b6d7f0-51d0-4a0b-8f2c-2f3e8f9e7b11' },
      couponCode: 'X',
    });
  });

  it('cannot be put into a cart that never came to the checkout', async () => {
    const { adapter, context, received } = await open((_, response) =>
      json(response, { abandonedCheckout: { id: 'a-1', checkoutId: null } }),
    );
    expect((await adapter.coupons!.applyTo!({ cartId: 'a-1', code: 'X' }, context)).kind).toBe('refused');
    expect((await adapter.coupons!.applyTo!({ cartId: '../a', code: 'X' }, context)).kind).toBe('refused');
    expect(received).toHaveLength(2);
  });
});

const lead = (platformUrl: string | null, url: string | null = wixStore.url) =>
  createWix(WIX_APP).returnUrl({
    store: { ...wixStore, url },
    platformUrl,
    lines: [],
    token: 't',
    medium: 'email',
    campaign: 'c',
    couponCode: 'X',
  });

describe('the return link', () => {
  it('is Wix’s own, untouched; without one nothing restores the cart, so that it is shown as it was saved', () => {
    const given = String(wixFixture('abandoned-checkout')['checkoutUrl']);
    expect(lead(given)).toBe(given);
    expect(lead(null)).toBeNull();
    expect(lead('javascript:alert(1)')).toBeNull();
    expect(lead(null, null)).toBeNull();
  });
});
