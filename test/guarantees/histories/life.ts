import fc from 'fast-check';
import type { PaymentState } from '../../../src/core/words/vocabulary.ts';

/** A shopper's life at one store: what happened when, how it reached us, and what broke on the way. Minutes since its start. */
export type Life = {
  readonly setting: Setting;
  readonly happened: readonly Happening[];
  /** Which happening arrives how many minutes after it happened; each at least once, some twice, in any order. */
  readonly arrivals: readonly Arrival[];
  readonly faults: readonly Fault[];
};

export type Setting = {
  /** Days after the first day, so that lives cross changes of daylight saving. */
  readonly startsOn: number;
  readonly zone: string;
  readonly quietHours: { readonly from: string; readonly to: string } | null;
  readonly budget: readonly { readonly max: number; readonly withinMs: number }[];
  readonly steps: readonly number[];
  /** The flow is switched on at the first, off at the second, on again at the third, and so on. */
  readonly switchedAt: readonly number[];
};

export type Person = 'ana' | 'bia';

export type Happening =
  | {
      readonly kind: 'cart';
      readonly at: number;
      readonly cart: number;
      readonly person: Person | null;
      readonly quantity: number;
    }
  | { readonly kind: 'removed'; readonly at: number; readonly cart: number }
  | {
      readonly kind: 'order';
      readonly at: number;
      readonly order: number;
      /** Which cart it names; null: none. */
      readonly cart: number | null;
      readonly person: Person;
      readonly state: OrderState;
    }
  | { readonly kind: 'consent'; readonly at: number; readonly person: Person; readonly state: 'in' | 'out' };

export type OrderState = Extract<
  PaymentState,
  'paid' | 'awaiting_shopper' | 'failed' | 'in_review' | 'due_later'
>;

export type Arrival = { readonly of: number; readonly at: number };

/** The process dies at its n-th commit, or the mail server behaves badly at its n-th mail. */
export type Fault =
  | { readonly kind: 'dies'; readonly atCommit: number; readonly side: 'before' | 'after' }
  | {
      readonly kind: 'mail';
      readonly at: number;
      readonly how: 'dies_after' | 'silent' | 'busy' | 'refused_late';
    };

const MINUTES_OF_LIFE = 4 * 24 * 60;

const ascending = (minutes: readonly number[]): readonly number[] =>
  minutes.toSorted((one, other) => one - other);

const setting: fc.Arbitrary<Setting> = fc.record({
  startsOn: fc.nat({ max: 400 }),
  zone: fc.constantFrom('America/Sao_Paulo', 'Europe/Warsaw', 'America/New_York', 'Asia/Kathmandu'),
  quietHours: fc.constantFrom(null, null, { from: '20:00', to: '08:00' }, { from: '01:30', to: '03:30' }),
  budget: fc.constantFrom(
    [],
    [
      { max: 1, withinMs: 20 * 3_600_000 },
      { max: 3, withinMs: 7 * 86_400_000 },
    ],
    [{ max: 2, withinMs: 3 * 86_400_000 }],
  ),
  steps: fc.constantFrom([0], [0, 60], [30, 24 * 60, 72 * 60], [0, 5, 10], [0, 24 * 60, 72 * 60]),
  switchedAt: fc.oneof(
    { weight: 4, arbitrary: fc.constant([0]) },
    { weight: 1, arbitrary: fc.array(fc.nat({ max: 2_000 }), { minLength: 1, maxLength: 3 }).map(ascending) },
  ),
});

/** Most of it happens within hours, some of it days later. */
const moment = fc.oneof(fc.nat({ max: 180 }), fc.nat({ max: 600 }), fc.nat({ max: MINUTES_OF_LIFE }));
const person = fc.constantFrom<Person>('ana', 'ana', 'bia');

const cartFilled = fc.record({
  kind: fc.constant('cart' as const),
  at: moment,
  cart: fc.nat({ max: 1 }),
  person: fc.option(person, { freq: 4 }),
  quantity: fc.integer({ min: 1, max: 3 }),
});
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: cartFilled },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('removed' as const), at: moment, cart: fc.nat({ max: 1 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('order' as const),
      at: moment,
      order: fc.nat({ max: 1 }),
      cart: fc.option(fc.nat({ max: 1 }), { freq: 2 }),
      person,
      state: fc.constantFrom<OrderState>(
        'paid',
        'paid',
        'awaiting_shopper',
        'failed',
        'in_review',
        'due_later',
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('consent' as const),
      at: moment,
      person,
      state: fc.constantFrom('in' as const, 'out' as const, 'out' as const),
    }),
  },
);

/** Webhooks are mostly quick, sometimes hours late; a platform that got no answer in time tells again. */
const lateness = fc.oneof(
  { weight: 5, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.nat({ max: 15 }) },
  { weight: 1, arbitrary: fc.nat({ max: 700 }) },
);

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constant('dies' as const),
    atCommit: fc.integer({ min: 1, max: 25 }),
    side: fc.constantFrom('before' as const, 'after' as const),
  }),
  fc.record({
    kind: fc.constant('mail' as const),
    at: fc.integer({ min: 1, max: 3 }),
    how: fc.constantFrom('dies_after' as const, 'silent' as const, 'busy' as const, 'refused_late' as const),
  }),
);

/** A life begins with a cart that somebody can be reminded of. */
export const lives: fc.Arbitrary<Life> = fc
  .record({
    setting,
    first: cartFilled,
    rest: fc.array(happening, { maxLength: 7 }),
    late: fc.array(lateness, { minLength: 8, maxLength: 8 }),
    again: fc.array(fc.record({ of: fc.nat({ max: 7 }), after: fc.nat({ max: 400 }) }), { maxLength: 3 }),
    faults: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 3, arbitrary: fc.array(fault, { minLength: 1, maxLength: 3 }) },
    ),
  })
  .map(({ setting: chosen, first, rest, late, again, faults }) => {
    const happened = [first, ...rest];
    const arrivals = happened.map(({ at }, of) => ({ of, at: at + (late[of] ?? 0) }));
    const repeated = again.flatMap(({ of, after }) => {
      const original = arrivals[of];
      return original === undefined ? [] : [{ of, at: original.at + after }];
    });
    const inOrder = [...arrivals, ...repeated].toSorted((one, other) => one.at - other.at);
    return { setting: chosen, happened, arrivals: inOrder, faults };
  });
