import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastActivityAt, MAX_SIGHTINGS } from '../../../src/core/cart/activity.ts';
import { mergeCart } from '../../../src/core/cart/merge.ts';
import type { CartRegisters } from '../../../src/core/cart/cart.ts';
import type { CartObservation, CartRemovalObservation } from '../../../src/core/cart/observation.ts';
import { cartSeen, contents, line, minutes, START } from '../../support/observations.ts';

type Told = { readonly told: CartObservation | CartRemovalObservation; readonly receivedAt: Date };

const merged = (tellings: readonly Told[]): CartRegisters => {
  const result = tellings.reduce<CartRegisters | null>(
    (known, { told, receivedAt }) => mergeCart(known, told, receivedAt),
    null,
  );
  if (result === null) throw new Error('nothing was told');
  return result;
};

const tell = (told: Told['told'], receivedAt = minutes(600)): Told => ({ told, receivedAt });

/** Few values and few moments, so that equal moments, returns to former states and clock errors are common. */
const moment = fc.integer({ min: -3, max: 40 }).map(minutes);
const maybe = <Value>(...values: Value[]) => fc.constantFrom(null, ...values);
const someContents = fc
  .record({
    quantity: fc.integer({ min: 1, max: 3 }),
    total: fc.constantFrom(9000, 9900),
    coupons: fc.constantFrom([], ['VOLTA']),
    isEmpty: fc.boolean(),
  })
  .map(({ quantity, total, coupons, isEmpty }) =>
    contents({
      lines: isEmpty ? [] : [line({ quantity })],
      total: { minor: total, currency: 'BRL' },
      coupons,
    }),
  );

const cart = fc
  .record({
    seq: maybe(1, 2, 3),
    updatedAt: moment,
    startedAt: fc.option(moment),
    contact: fc.record({
      email: maybe('ana@example.com', 'Bia@example.com', 'half@', ''),
      phone: maybe('11 98765-4321', '0000000', ''),
      name: maybe('Ana', ' ', ''),
    }),
    customer: fc.record({ externalId: maybe('9'), registered: maybe(true, false) }),
    locale: maybe('pt-BR', 'en'),
    country: maybe('BR'),
    contents: fc.option(someContents),
    returnUrl: maybe('https://shop.example/a', 'https://shop.example/b'),
    aliases: fc.subarray(['a1', 'a2']),
    tags: fc.subarray(['t1', 't2']),
    completedAt: fc.option(moment),
  })
  .map((over): Told['told'] => cartSeen(over));

const removal = fc
  .record({ seq: maybe(1, 2, 3), updatedAt: moment })
  .map((over): Told['told'] => ({ kind: 'cart_removed', externalId: 'c1', ...over }));

const telling: fc.Arbitrary<Told> = fc.record({
  told: fc.oneof({ weight: 5, arbitrary: cart }, { weight: 1, arbitrary: removal }),
  receivedAt: fc.integer({ min: 0, max: 45 }).map(minutes),
});

const shuffledWithRepeats = (maxLength: number) =>
  fc
    .array(telling, { minLength: 1, maxLength, size: 'max' })
    .chain((tellings) =>
      fc.tuple(
        fc.constant(tellings),
        fc.shuffledSubarray([...tellings, ...tellings], {
          minLength: tellings.length,
          maxLength: tellings.length * 2,
        }),
      ),
    )
    .map(([tellings, mixed]) => [tellings, [...mixed, ...tellings.toReversed()]] as const);

describe('merging observations of a cart', () => {
  it('gives the same registers in any order and with any repetition', () => {
    fc.assert(
      fc.property(shuffledWithRepeats(12), ([tellings, mixed]) => {
        expect(merged(mixed)).toEqual(merged(tellings));
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same registers when there are more observations than are remembered', () => {
    fc.assert(
      fc.property(shuffledWithRepeats(200), ([tellings, mixed]) => {
        const registers = merged(tellings);
        expect(merged(mixed)).toEqual(registers);
        expect(registers.sightings.length).toBeLessThanOrEqual(MAX_SIGHTINGS);
      }),
      { numRuns: 60 },
    );
  });

  it('gives the very same object when an observation tells nothing new', () => {
    fc.assert(
      fc.property(fc.array(telling, { minLength: 1, maxLength: 8 }), (tellings) => {
        const registers = merged(tellings);
        for (const { told, receivedAt } of tellings)
          expect(mergeCart(registers, told, receivedAt)).toBe(registers);
      }),
    );
  });

  it('an absent, empty or half-typed contact never erases what is known', () => {
    const known = cartSeen({ contact: { email: 'ana@example.com', phone: '11 98765-4321', name: 'Ana' } });
    const later = { email: 'ana@exa', phone: '0000000', name: null };
    const { email, phone, name } = merged([
      tell(known),
      tell(cartSeen({ updatedAt: minutes(1), contact: later })),
    ]);
    expect([email?.value, phone?.value, name?.value]).toEqual(['ana@example.com', '11 98765-4321', 'Ana']);
  });

  it('a sequence number beats the clock', () => {
    const registers = merged([
      tell(cartSeen({ seq: 2, updatedAt: minutes(0), locale: 'new' })),
      tell(cartSeen({ seq: 1, updatedAt: minutes(9), locale: 'old' })),
    ]);
    expect(registers.locale?.value).toBe('new');
  });

  it('a time ahead of its reception by more than five minutes is cut to it', () => {
    const far = merged([tell(cartSeen({ updatedAt: minutes(90) }), minutes(10))]);
    const near = merged([tell(cartSeen({ updatedAt: minutes(14) }), minutes(10))]);
    expect(lastActivityAt(far.sightings)).toEqual(minutes(10));
    expect(lastActivityAt(near.sightings)).toEqual(minutes(14));
  });

  it('contents without lines remove the cart and leave what was in it to be looked at', () => {
    const registers = merged([
      tell(cartSeen()),
      tell(cartSeen({ updatedAt: minutes(1), contents: contents({ lines: [] }) })),
    ]);
    expect(registers.removed?.value).toBe(true);
    expect(registers.contents?.value.lines).toHaveLength(1);
  });

  it('a later observation reopens a removed cart, an older one does not', () => {
    const gone: Told = tell({ kind: 'cart_removed', externalId: 'c1', seq: null, updatedAt: minutes(5) });
    const old = merged([gone, tell(cartSeen({ updatedAt: minutes(4) }))]);
    const later = merged([gone, tell(cartSeen({ updatedAt: minutes(6) }))]);
    expect([old.removed?.value, later.removed?.value]).toEqual([true, false]);
  });
});

const activity = (...tellings: readonly CartObservation[]) =>
  lastActivityAt(merged(tellings.map((told) => tell(told))).sightings);

describe('activity', () => {
  it('is not an equal snapshot, however many come', () => {
    const many = Array.from({ length: 300 }, (_, at) => cartSeen({ updatedAt: minutes(at) }));
    expect(activity(...many)).toEqual(START);
  });

  it('is a change of lines, of totals and of the address', () => {
    const more = contents({ lines: [line({ quantity: 2 })] });
    const dearer = contents({ total: { minor: 9900, currency: 'BRL' } });
    const contact = { email: 'ana@example.com', phone: null, name: null };
    expect(activity(cartSeen(), cartSeen({ updatedAt: minutes(1), contents: more }))).toEqual(minutes(1));
    expect(activity(cartSeen(), cartSeen({ updatedAt: minutes(1), contents: dearer }))).toEqual(minutes(1));
    expect(activity(cartSeen(), cartSeen({ updatedAt: minutes(1), contact }))).toEqual(minutes(1));
  });

  it('is not a coupon, which our own return link puts in', () => {
    const discounted = contents({ coupons: ['VOLTA'], total: { minor: 8100, currency: 'BRL' } });
    expect(activity(cartSeen(), cartSeen({ updatedAt: minutes(9), contents: discounted }))).toEqual(START);
  });

  it('is not a name, a language or a picture', () => {
    const told = cartSeen({
      updatedAt: minutes(9),
      locale: 'es',
      contact: { email: null, phone: null, name: 'Ana' },
      contents: contents({ lines: [line({ title: 'Caneca azul', imageUrl: 'https://x.example/1.png' })] }),
    });
    expect(activity(cartSeen(), told)).toEqual(START);
  });
});
