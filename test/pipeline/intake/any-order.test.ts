import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/core/cart/observation.ts';
import type { ConnectedStore } from '../../../src/ports/store/stores.ts';
import { applyPatiently, type ToldAt } from '../../../src/pipeline/intake/apply-all.ts';
import { readRegisters } from '../../../src/store/cart-registers.ts';
import { openIntakeOn, type IntakeOnDatabase } from '../../support/intake-world.ts';
import { cartSeen, contents, line, minutes, orderSeen } from '../../support/observations.ts';
import { databases } from '../../store/databases.ts';

/** Few people, carts and moments, so that they meet in all ways. */
const email = fc.constantFrom(null, 'ana@example.com', 'eva@example.com');
const phone = fc.constantFrom(null, '11 98765-4321', '11 91234-5678', '0000000');
const contact = fc.record({ email, phone, name: fc.constantFrom(null, 'Ana') });
const moment = fc.integer({ min: 0, max: 30 }).map(minutes);

const cartId = fc.constantFrom('c1', 'c2', 'c3');
const someContents = fc
  .record({ quantity: fc.integer({ min: 0, max: 2 }), productId: fc.constantFrom('7', '8') })
  .map(({ quantity, productId }) =>
    contents({ lines: quantity === 0 ? [] : [line({ quantity, productId })] }),
  );
const cart = fc
  .record({
    externalId: cartId,
    updatedAt: moment,
    contact,
    contents: fc.option(someContents),
    returnUrl: fc.constantFrom(null, 'https://shop.example/1', 'https://shop.example/2'),
    completedAt: fc.constantFrom(null, null, null, minutes(20)),
  })
  .map((over): Observation => cartSeen({ ...over, aliases: [`alias-of-${over.externalId}`] }));
const removal = fc
  .record({ externalId: cartId, updatedAt: moment, seq: fc.constant(null) })
  .map((over): Observation => ({ kind: 'cart_removed', ...over }));
const order = fc
  .record({
    externalId: fc.constantFrom('o1', 'o2'),
    updatedAt: moment,
    placedAt: fc.constantFrom(minutes(5), minutes(20)),
    paymentState: fc.constantFrom(
      ...(['awaiting_shopper', 'in_review', 'paid', 'refunded', 'expired', 'unknown'] as const),
    ),
    cancelledAt: fc.constantFrom(null, null, minutes(25)),
    contact,
    cartRefs: fc.subarray(['c1', 'alias-of-c2']),
    origin: fc.constantFrom('storefront' as const, 'storefront' as const, 'draft' as const),
  })
  .map((over): Observation => orderSeen(over));

const telling: fc.Arbitrary<ToldAt> = fc.record({
  told: fc.oneof(
    { weight: 6, arbitrary: cart },
    { weight: 1, arbitrary: removal },
    { weight: 4, arbitrary: order },
  ),
  receivedAt: fc.constant(minutes(60)),
});

const inBatches = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  items.length === 0 ? [] : [items.slice(0, size), ...inBatches(items.slice(size), size)];

/** The same deliveries, repeated and mixed, cut into batches. */
const arrivals = fc
  .array(telling, { minLength: 2, maxLength: 14 })
  .chain((tellings) =>
    fc.tuple(
      fc.constant(tellings),
      fc.shuffledSubarray([...tellings, ...tellings], {
        minLength: tellings.length * 2,
        maxLength: tellings.length * 2,
      }),
      fc.integer({ min: 1, max: 9 }),
    ),
  )
  .map(([tellings, mixed, size]) => ({ tellings, batches: inBatches(mixed, size) }));

describe.each(databases)('intake on $name', ({ make, name }) => {
  let world: IntakeOnDatabase;
  beforeAll(async () => {
    world = await openIntakeOn(make);
  });
  afterAll(() => world.close());

  const outcome = async (store: ConnectedStore, batches: readonly (readonly ToldAt[])[]) => {
    for (const tellings of batches)
      await applyPatiently(world.parts, { store, tellings, now: minutes(60), with: [] });
    const { db, read, tables } = world.engine;
    const orders = await read(db.select().from(tables.orders).where(eq(tables.orders.storeId, store.id)));
    const shoppers = await read(
      db.select().from(tables.shoppers).where(eq(tables.shoppers.storeId, store.id)),
    );
    const carts = await read(db.select().from(tables.carts).where(eq(tables.carts.storeId, store.id)));
    const shopper = (id: string | null) => shoppers.find((one) => one.id === id)?.identityKey ?? null;
    return {
      carts: carts
        .map((row) => ({
          externalId: row.externalId,
          registers: readRegisters(row.registers),
          state: [row.state, row.closedReason],
          order: orders.find(({ id }) => id === row.orderId)?.externalId ?? null,
          shopper: [shopper(row.shopperId), row.emailKey, row.phoneKey],
          times: [row.startedAt, row.lastActivityAt, row.lapsedAt, row.judgeAt],
        }))
        .toSorted((one, other) => (one.externalId < other.externalId ? -1 : 1)),
      orders: orders.map((row) => `${row.externalId} ${row.meaning} ${shopper(row.shopperId)}`).toSorted(),
      shoppers: shoppers
        .filter(({ cartsCount, ordersCount }) => cartsCount + ordersCount > 0)
        .map((row) => `${row.identityKey} ${row.cartsCount} ${row.ordersCount}`)
        .toSorted(),
    };
  };

  it('any order of arrival leads to the same carts and the same bought orders', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async ({ tellings, batches }) => {
        const plain = await outcome(await world.connect(), [tellings]);
        const mixed = await outcome(await world.connect(), batches);
        expect(mixed).toEqual(plain);
      }),
      { numRuns: name === 'sqlite' ? 150 : 25 },
    );
  }, 120_000);
});
