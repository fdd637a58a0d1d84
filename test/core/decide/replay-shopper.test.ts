import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REMOVED } from '../../../src/core/cart/activity.ts';
import type { Cart, Sighting } from '../../../src/core/cart/cart.ts';
import type { PastCart, PastOrder } from '../../../src/core/decide/past.ts';
import { replayShopper } from '../../../src/core/decide/replay-shopper.ts';
import type { Flow } from '../../../src/core/flows/flow.ts';
import type { Settings } from '../../../src/core/flows/settings.ts';
import type { CartId, OrderId } from '../../../src/core/words/ids.ts';
import type { Channel } from '../../../src/core/words/vocabulary.ts';
import {
  aCart,
  ACTIVE_AT,
  aFlow,
  after,
  anOrder,
  aSnapshot,
  DAY,
  HOUR,
  MINUTE,
  someSettings,
} from '../../support/snapshots.ts';

const at = (ms: number) => after(ms, ACTIVE_AT);
const { shopper, channels } = aSnapshot();
const NO_CONDITIONS = {
  minimumTotal: null,
  maximumTotal: null,
  countries: null,
  languages: null,
  shopper: null,
  products: null,
  tags: null,
} as const;

const seen = (ms: number, contents: string, email: string | null = 'hash'): Sighting => ({
  stamp: { version: at(ms).getTime(), tie: '' },
  at: at(ms),
  contents,
  email,
  phone: null,
});

/** A cart touched at these times, of the one shopper there is. */
const past = (
  sightings: readonly Sighting[],
  { orders = [], cart = {} }: { orders?: readonly Partial<PastOrder>[]; cart?: Partial<Cart> } = {},
): PastCart => {
  const known = aCart();
  const lastActivityAt = sightings.at(-1)?.at ?? ACTIVE_AT;
  return {
    cart: {
      ...known,
      startedAt: ACTIVE_AT,
      lastActivityAt,
      registers: { ...known.registers, sightings },
      ...cart,
    },
    orders: orders.map((order) => ({
      fact: anOrder(),
      changedAt: null,
      meantBefore: 'pending',
      test: false,
      ...order,
    })),
    shopper,
    channels,
  };
};
const touched = (...times: readonly number[]) => times.map((ms, place) => seen(ms, `lines${place}`));
const boughtAt = (ms: number, over: Partial<PastOrder> = {}) => ({
  fact: anOrder({ placedAt: at(ms) }),
  ...over,
});

const replay = (
  carts: readonly PastCart[],
  { flow = {}, settings = {}, now = at(30 * DAY), to = at(DAY) }: Asked = {},
) =>
  replayShopper(
    carts,
    { flow: aFlow(flow), settings: someSettings(settings) },
    { store: aSnapshot().store, from: at(-DAY), to, now },
  );
type Asked = { flow?: Partial<Flow>; settings?: Partial<Settings>; now?: Date; to?: Date };
const timesOf = (sent: ReturnType<typeof replay>) =>
  sent.map((one) => one.at.getTime() - ACTIVE_AT.getTime());

describe('one shopper’s past', () => {
  it('an abandoned cart is sent all steps, as it would be today', () => {
    expect(timesOf(replay([past(touched(0))]))).toEqual([HOUR, DAY + HOUR / 2, 3 * DAY + HOUR / 2]);
  });

  it('what today is not over is not told', () => {
    expect(timesOf(replay([past(touched(0))], { now: at(2 * DAY) }))).toEqual([HOUR, DAY + HOUR / 2]);
  });

  it('an order stops it from the moment it was placed, and tells of what went before', () => {
    const sent = replay([past(touched(0), { orders: [boughtAt(2 * HOUR)] })]);

    expect(sent).toEqual([{ at: at(HOUR), stepId: 's1', toBuyer: true }]);
    expect(replay([past(touched(0), { orders: [boughtAt(50 * MINUTE)] })])).toEqual([]);
  });

  it('a test order stops as well, but nobody bought; nor did who bought weeks later', () => {
    const test = replay([past(touched(0), { orders: [boughtAt(2 * HOUR, { test: true })] })]);
    const late = replay([past(touched(0), { orders: [boughtAt(20 * DAY)] })]);

    expect(test.map(({ toBuyer }) => toBuyer)).toEqual([false]);
    expect(late.map(({ toBuyer }) => toBuyer)).toEqual([false, false, false]);
  });

  it('new activity moves the next step; what was sent stays sent', () => {
    const sent = replay([past(touched(0, 90 * MINUTE))]);

    expect(sent.map(({ stepId }) => stepId)).toEqual(['s1', 's2', 's3']);
    expect(timesOf(sent)[1]).toBe(DAY + 2 * HOUR);
  });

  it('a gap shorter than the waiting is no abandonment; with a shorter waiting it is', () => {
    const carts = [past(touched(0, 20 * MINUTE), { orders: [boughtAt(30 * MINUTE)] })];
    const first = aFlow().steps.map((step) => ({
      ...step,
      timing: { kind: 'after', delayMs: 5 * MINUTE } as const,
    }));

    expect(replay(carts)).toEqual([]);
    const sooner = replay(carts, {
      settings: { abandonedAfterMs: 5 * MINUTE },
      flow: { steps: first.slice(0, 1) },
    });
    expect(timesOf(sooner)).toEqual([10 * MINUTE]);
    expect(sooner[0]?.toBuyer).toBe(true);
  });

  it('before the address was known nothing could go', () => {
    const anonymous = [seen(0, 'lines', null), seen(5 * HOUR, 'lines')];

    expect(timesOf(replay([past(anonymous)]))[0]).toBe(6 * HOUR);
  });

  it('a cart that was emptied is silent, until it is filled again', () => {
    const emptied = [seen(0, 'lines'), seen(40 * MINUTE, REMOVED, null)];

    expect(replay([past(emptied)])).toEqual([]);
    expect(timesOf(replay([past([...emptied, seen(3 * HOUR, 'others')])]))[0]).toBe(4 * HOUR);
  });

  it('a lapsed order leaves the cart abandoned from its lapse', () => {
    const lapsed = {
      fact: anOrder({ meaning: 'lapsed', placedAt: at(10 * MINUTE) }),
      changedAt: at(2 * HOUR),
    } as const;

    expect(timesOf(replay([past(touched(0), { orders: [lapsed] })]))[0]).toBe(2.5 * HOUR);
  });

  it('what was sent before an order was awaited is not sent again after its lapse', () => {
    const lapsed = {
      fact: anOrder({ meaning: 'lapsed', placedAt: at(2 * HOUR) }),
      changedAt: at(2 * DAY),
    } as const;
    const sent = replay([past(touched(0), { orders: [lapsed] })], { to: at(3 * DAY) });

    expect(sent.map(({ stepId }) => stepId)).toEqual(['s1', 's2', 's3']);
    expect(timesOf(sent)[1]).toBe(3 * DAY);
  });

  it('a later cart of the shopper speaks for both, within one budget', () => {
    const other = past(touched(2 * HOUR), { cart: { id: 'cart-2' as CartId } });

    expect(timesOf(replay([past(touched(0)), other]))).toEqual([
      HOUR,
      DAY + 2.5 * HOUR,
      3 * DAY + 2.5 * HOUR,
    ]);
  });

  it('quiet hours and filters are asked', () => {
    const quiet = { channels: ['email'], from: '00:00', to: '23:00', zone: 'store' } as const;
    const filters = { ...aFlow().filters, minimumTotal: { minor: 1_000_000, currency: 'BRL' } };

    const [first = 0] = timesOf(replay([past(touched(0))], { flow: { quietHours: quiet } }));
    expect(first).toBeGreaterThan(10 * HOUR);
    expect(replay([past(touched(0))], { flow: { filters } })).toEqual([]);
  });

  it('conditions of a step are asked, and the next step follows', () => {
    const [first, ...others] = aFlow().steps;
    const maximumTotal = { minor: 1, currency: 'BRL' };
    const steps = [{ ...first!, conditions: { ...NO_CONDITIONS, maximumTotal } }, ...others];
    expect(timesOf(replay([past(touched(0))], { flow: { steps } }))).toEqual([
      DAY + HOUR / 2,
      3 * DAY + HOUR / 2,
    ]);
    const gold = [{ ...first!, conditions: { ...NO_CONDITIONS, tags: ['gold'] } }];
    expect(replay([past(touched(0))], { flow: { steps: gold } })).toEqual([]);
  });

  it('a step goes by the channel that reaches the shopper, and what is only pushed is left out', () => {
    const [first] = aFlow().steps;
    const by = (...names: readonly Channel[]) =>
      timesOf(replay([past(touched(0))], { flow: { steps: [{ ...first!, channels: names }] } }));
    expect(by('webhook', 'email')).toEqual(by('email'));
    expect(by('email')).toHaveLength(1);
    expect(by('webhook')).toEqual([]);
  });

  it('neither a flow that was off nor imported history nor a control group hides what would have been', () => {
    const imported = past(touched(0), { cart: { firstSeenAt: at(20 * DAY) } });
    const off = { enabled: false, enabledAt: null, holdoutPercent: 100 };

    expect(replay([imported], { flow: off })).toHaveLength(3);
  });

  it('only silences of the period are told of', () => {
    expect(replay([past(touched(0))], { to: at(-HOUR) })).toEqual([]);
  });

  it('a text that nobody has is waited for without a turn a minute', () => {
    const strange = { ...past(touched(0)), shopper: { ...shopper, locale: 'ja' } };

    expect(replay([strange])).toEqual([]);
  });
});

const flowOf = (delayMs: number) => ({
  steps: aFlow()
    .steps.slice(0, 1)
    .map((step) => ({ ...step, timing: { kind: 'after', delayMs } as const })),
});

describe('any past', () => {
  const offsets = fc.array(fc.integer({ min: 0, max: 20 * HOUR }), { minLength: 1, maxLength: 6 });
  const orders = fc.array(
    fc.record({
      placed: fc.integer({ min: 0, max: 9 * DAY }),
      meaning: fc.constantFrom('bought', 'pending', 'cancelled', 'lapsed', 'in_review'),
    }),
    { maxLength: 3 },
  );
  const pasts = fc.record({ offsets, orders }).map((made) => [
    past(touched(...made.offsets.toSorted((one, other) => one - other)), {
      orders: made.orders.map(({ placed, meaning }, place) => ({
        fact: anOrder({ orderId: `o${place}` as OrderId, placedAt: at(placed), meaning }),
        changedAt: meaning === 'cancelled' || meaning === 'lapsed' ? at(placed + HOUR) : null,
      })),
    }),
  ]);

  it('nothing goes to somebody who had bought, twice within the budget, or while the shopper was busy', () => {
    fc.assert(
      fc.property(pasts, (carts) => {
        const sent = replay(carts);
        const [cart] = carts;
        for (const [place, { at: sentAt }] of sent.entries()) {
          const had = cart?.orders.some(({ fact }) => fact.meaning === 'bought' && fact.placedAt <= sentAt);
          const before = sent[place - 1]?.at.getTime() ?? -Infinity;
          const busy = cart?.cart.registers.sightings.some(
            (one) => one.at <= sentAt && sentAt.getTime() - one.at.getTime() < 30 * MINUTE,
          );
          expect([had, sentAt.getTime() - before >= 20 * HOUR, busy]).toEqual([false, true, false]);
        }
      }),
    );
  });

  it('of one step, more delay never reaches more who bought anyway', () => {
    const oneSilence = fc
      .record({ placed: fc.integer({ min: 0, max: 6 * DAY }) })
      .map(({ placed }) => [past(touched(0), { orders: [boughtAt(placed)] })]);
    const delays = fc.tuple(fc.integer({ min: 0, max: 3 * DAY }), fc.integer({ min: 0, max: 3 * DAY }));
    fc.assert(
      fc.property(oneSilence, delays, (carts, [one, other]) => {
        const buyers = (delayMs: number) =>
          replay(carts, { flow: flowOf(delayMs) }).filter(({ toBuyer }) => toBuyer).length;
        expect(buyers(Math.max(one, other))).toBeLessThanOrEqual(buyers(Math.min(one, other)));
      }),
    );
  });
});
