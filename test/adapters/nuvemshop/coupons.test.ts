import { afterEach, describe, expect, it } from 'vitest';
import type { WantedCoupon } from '../../../src/ports/platform-work.ts';
import { closeNuvemshop, json, nothing, openNuvemshop as open, type Answer } from './server.ts';

afterEach(closeNuvemshop);

const applyIt = async (answer: Answer, cartId = '989339794') => {
  const { adapter, context, received } = await open(answer);
  return {
    applied: await adapter.coupons!.applyTo!({ cartId, code: 'VOLTA-7K' }, context),
    received,
  };
};

const refusing =
  (known: readonly unknown[]): Answer =>
  ({ method }, response) =>
    method === 'POST'
      ? json(response, { code: 422, description: 'x', value: ['<script>'] }, 422)
      : known.length === 0
        ? nothing(response)
        : json(response, known);

describe('coupons', () => {
  const coupon: WantedCoupon = {
    code: 'VOLTA-7K',
    title: 'Recovery',
    benefit: { kind: 'percent', percent: 10 },
    minimumTotal: { minor: 5000, currency: 'BRL' },
    startsAt: new Date('2026-11-21T12:00:00Z'),
    // Already the 23rd in UTC, still the 22nd in the shop.
    endsAt: new Date('2026-11-23T01:00:00Z'),
  };
  const create = async (answer: Answer, over: Partial<WantedCoupon> = {}) => {
    const { adapter, context, received } = await open(answer);
    return { made: await adapter.coupons!.create({ ...coupon, ...over }, context), received };
  };

  it('are for one order, and end on the day of the shop on which they are promised to', async () => {
    const made = await create((_, response) => json(response, { id: 55, code: 'VOLTA-7K' }, 201));
    expect(made.made).toEqual({ kind: 'made', code: 'VOLTA-7K', externalId: '55' });
    expect(JSON.parse(made.received[0]!.body)).toEqual({
      code: 'VOLTA-7K',
      type: 'percentage',
      value: '10',
      max_uses: 1,
      min_price: '50.00',
      start_date: '2026-11-21',
      end_date: '2026-11-22',
    });
  });

  it.each([
    [
      { kind: 'amount', amount: { minor: 1990, currency: 'BRL' } },
      { type: 'absolute', value: '19.90' },
    ],
    [{ kind: 'free_shipping' }, { type: 'shipping' }],
  ] as const)('of the kind %j are written as the platform does', async (benefit, written) => {
    const { received } = await create((_, response) => json(response, { id: 5 }, 201), { benefit });
    expect(JSON.parse(received[0]!.body)).toMatchObject(written);
  });

  it('that stand already are told as taken, and what the platform does not want as refused', async () => {
    expect((await create(refusing([{ id: 9, code: 'volta-7k' }]))).made).toEqual({ kind: 'taken' });
    expect((await create(refusing([{ id: 9, code: 'OTHER' }]))).made.kind).toBe('refused');
    const { made } = await create(refusing([]));
    expect(made).toEqual({ kind: 'refused', reason: 'Nuvemshop refuses it (422, value)' });
  });

  it('in another currency than the store’s are not made', async () => {
    const { made, received } = await create((_, response) => json(response, {}), {
      benefit: { kind: 'amount', amount: { minor: 100, currency: 'ARS' } },
    });
    expect(made.kind).toBe('refused');
    expect(received).toEqual([]);
  });

  describe('put into a checkout', () => {
    it('are named by their id', async () => {
      const { applied, received } = await applyIt(({ method }, response) =>
        json(response, method === 'GET' ? [{ id: 55, code: 'VOLTA-7K' }] : {}),
      );
      expect(applied).toEqual({ kind: 'applied' });
      expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([
        'GET /2025-03/1234567/coupons?code=VOLTA-7K&per_page=10',
        'POST /2025-03/1234567/checkouts/989339794/coupon',
      ]);
      expect(JSON.parse(received[1]!.body)).toEqual({ coupon_id: 55 });
    });

    it('do not replace one that is there', async () => {
      const { applied } = await applyIt(({ method }, response) =>
        method === 'GET'
          ? json(response, [{ id: 55, code: 'VOLTA-7K' }])
          : json(response, { description: 'The checkout already has an assigned coupon.' }, 422),
      );
      expect(applied.kind).toBe('refused');
    });

    it('are looked for in nobody’s else checkout', async () => {
      for (const cartId of ['../1', '1/../2', '', 'abc', '1?x=2']) {
        const { applied, received } = await applyIt((_, response) => json(response, []), cartId);
        expect(applied.kind).toBe('refused');
        expect(received).toEqual([]);
      }
    });
  });
});
