import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contributionTotals, creditWorld } from './credit-world.ts';
import { creditOf, revenueOf } from '../../../src/core/results/credit.ts';
import { deltasOf, shareOf } from '../../../src/core/results/contribution.ts';

const { at, click, evidence, message, order, HOUR, DAY } = creditWorld;

it('the last human click before the order is credited', () => {
  const messages = [message({ id: 'm1' }), message({ id: 'm2' }), message({ id: 'm3' })];
  const clicks = [click('m1', 1 * HOUR), click('m2', 5 * HOUR), click('m3', 9 * HOUR)];

  expect(creditOf(evidence({ messages, clicks, order: order({ placedAt: at(6 * HOUR) }) }))).toEqual({
    kind: 'click',
    messageId: 'm2',
  });
});

it('a click after the order, or longer ago than the window, credits nothing', () => {
  const late = evidence({ clicks: [click('m1', 7 * HOUR)], order: order({ placedAt: at(6 * HOUR) }) });
  const old = evidence({ clicks: [click('m1', HOUR)], order: order({ placedAt: at(HOUR + 5 * DAY + 1) }) });
  const justInTime = evidence({
    clicks: [click('m1', HOUR)],
    order: order({ placedAt: at(HOUR + 5 * DAY) }),
  });

  expect(creditOf(late)?.kind).toBe('assisted');
  expect(creditOf(old)?.kind).toBe('assisted');
  expect(creditOf(justInTime)?.kind).toBe('click');
});

it('an order whose time is cut to whole seconds still comes after its click', () => {
  const clicks = [click('m1', 6 * HOUR + 700)];

  expect(creditOf(evidence({ clicks, order: order({ placedAt: at(6 * HOUR) }) }))?.kind).toBe('click');
});

it('a message of the second that an order’s time is cut to still came before it', () => {
  const sent = (ms: number) => ({ messages: [message({ sentAt: at(ms), acceptedAt: at(ms) })] });
  const cut = { order: order({ placedAt: at(6 * HOUR) }) };
  const exact = { order: order({ placedAt: at(6 * HOUR + 1) }) };

  expect(creditOf(evidence({ ...sent(6 * HOUR + 999), ...cut }))?.kind).toBe('assisted');
  expect(creditOf(evidence({ ...sent(6 * HOUR + 1_000), ...cut }))).toBeNull();
  expect(creditOf(evidence({ ...sent(6 * HOUR + 1), ...exact }))?.kind).toBe('assisted');
  expect(creditOf(evidence({ ...sent(6 * HOUR + 2), ...exact }))).toBeNull();
});

it('machines and unsubscribe links earn nothing', () => {
  const machine = click('m1', HOUR, { verdict: { kind: 'machine', reason: 'head' } });
  const unsubscribe = click('m1', HOUR, { linkKind: 'unsubscribe' });

  expect(creditOf(evidence({ clicks: [machine, unsubscribe] }))?.kind).toBe('assisted');
});

it('our coupon comes second, written however the shop writes it', () => {
  const messages = [message({ id: 'm1', couponCodes: ['VOLTA-7K'] }), message({ id: 'm2' })];
  const withCoupon = order({ coupons: [' volta-7k '] });

  expect(creditOf(evidence({ messages, order: withCoupon }))).toEqual({ kind: 'coupon', messageId: 'm1' });
  expect(creditOf(evidence({ messages, order: withCoupon, clicks: [click('m2', HOUR)] }))).toEqual({
    kind: 'click',
    messageId: 'm2',
  });
});

it('what was never accepted, or only after the order, has not helped', () => {
  expect(creditOf(evidence({ messages: [message({ acceptedAt: null })] }))).toBeNull();
  expect(creditOf(evidence({ messages: [message({ acceptedAt: at(7 * HOUR) })] }))).toBeNull();
});

it('a message whose outcome stayed unknown earns by a click only, which proves that it came', () => {
  const messages = [message({ acceptedAt: null, sentAt: at(0) })];

  expect(creditOf(evidence({ messages }))).toBeNull();
  expect(creditOf(evidence({ messages, clicks: [click('m1', HOUR)] }))?.kind).toBe('click');
});

it('an order that ends no cart is nobody’s, though its shopper clicked', () => {
  expect(creditOf(evidence({ cartIds: [], clicks: [click('m1', HOUR)] }))).toBeNull();
});

it.each(['pending', 'in_review', 'lapsed', 'cancelled', 'refunded'] as const)(
  '%s is no recovery',
  (meaning) => {
    expect(creditOf(evidence({ meaning, clicks: [click('m1', HOUR)] }))).toBeNull();
  },
);

it('a payment reminder is credited with its order, placed before and paid after it', () => {
  const reminder = message({
    id: 'r1',
    flow: 'pending_payment',
    aboutOrderId: order().id,
    acceptedAt: at(8 * HOUR),
  });
  const paid = order({ placedAt: at(6 * HOUR), boughtAt: at(10 * HOUR) });

  expect(creditOf(evidence({ messages: [reminder], clicks: [click('r1', 9 * HOUR)], order: paid }))).toEqual({
    kind: 'click',
    messageId: 'r1',
  });
  expect(
    creditOf(evidence({ messages: [reminder], clicks: [click('r1', 11 * HOUR)], order: paid }))?.kind,
  ).toBe('assisted');
});

it('the order in which evidence is read changes nothing', () => {
  const messages = [message({ id: 'm1' }), message({ id: 'm2' }), message({ id: 'm3' })];
  const clicks = [click('m1', HOUR), click('m2', HOUR), click('m3', HOUR)];
  fc.assert(
    fc.property(
      fc.shuffledSubarray(messages, { minLength: 3 }),
      fc.shuffledSubarray(clicks, { minLength: 3 }),
      (messages, clicks) => {
        expect(creditOf(evidence({ messages, clicks }))).toEqual(
          creditOf(evidence({ messages: messages.toReversed(), clicks: clicks.toReversed() })),
        );
      },
    ),
  );
});

describe('revenue', () => {
  const paid = { minor: 15_000, currency: 'BRL' };

  it('is paid minus refunded; nothing while unpaid, of a test, or refunded beyond what was paid', () => {
    expect(revenueOf({ netPaid: paid, total: paid, paymentState: 'paid', test: false })).toEqual(paid);
    expect(revenueOf({ netPaid: paid, total: paid, paymentState: 'paid', test: true }).minor).toBe(0);
    const none = { minor: 0, currency: 'BRL' };
    expect(revenueOf({ netPaid: none, total: paid, paymentState: 'authorized', test: false })).toEqual(none);
    const less = { minor: -500, currency: 'BRL' };
    expect(
      revenueOf({ netPaid: less, total: paid, paymentState: 'partially_refunded', test: false }),
    ).toEqual(none);
  });

  it('of what is due later is the total, as far as its currency is the store’s', () => {
    const none = { minor: 0, currency: 'BRL' };
    const euros = { minor: 900, currency: 'EUR' };
    expect(revenueOf({ netPaid: none, total: paid, paymentState: 'due_later', test: false })).toEqual(paid);
    expect(revenueOf({ netPaid: none, total: euros, paymentState: 'due_later', test: false })).toEqual(none);
  });

  it.each(['JPY', 'KWD', 'BRL'])('in %s is taken back to the last unit', (currency) => {
    const share = shareOf({
      credit: { kind: 'click', messageId: message().id },
      message: message(),
      placedAt: at(6 * HOUR),
      revenue: { minor: 1_234_567, currency },
      timeZone: 'America/Sao_Paulo',
      before: null,
    });
    const less = { ...share, revenue: { minor: 1_000_001, currency } };
    const store = { storeId: order().storeId };

    expect(
      contributionTotals([...deltasOf(store, null, share), ...deltasOf(store, share, less)], 'episode'),
    ).toEqual({ recovered: 1, revenue: { [currency]: 1_000_001 } });
    expect(
      contributionTotals(
        [...deltasOf(store, null, share), ...deltasOf(store, share, less), ...deltasOf(store, less, null)],
        'order',
      ),
    ).toEqual({ recovered: 0, revenue: { [currency]: 0 } });
  });
});

it('a zone changed between counting and taking back moves nothing', () => {
  const share = {
    credit: { kind: 'click', messageId: message().id } as const,
    message: message({ openedAt: new Date('2026-11-22T01:00:00Z') }),
    placedAt: new Date('2026-11-22T01:30:00Z'),
    revenue: { minor: 100, currency: 'BRL' },
  };
  const before = shareOf({ ...share, timeZone: 'America/Sao_Paulo', before: null });
  const after = shareOf({ ...share, timeZone: 'Europe/Warsaw', before });

  expect(before.episodeDay).toBe('2026-11-21');
  expect(deltasOf({ storeId: order().storeId }, before, after)).toEqual([]);
});
