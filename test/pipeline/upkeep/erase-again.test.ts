import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ConnectedStore } from '../../../src/ports/store/stores.ts';
import { createErase } from '../../../src/pipeline/upkeep/erase.ts';
import { createEraseAgain } from '../../../src/pipeline/upkeep/erase-again.ts';
import { openIntakeOn, type IntakeOnDatabase } from '../../support/intake-world.ts';
import { cartSeen, minutes, orderSeen } from '../../support/observations.ts';
import { databases } from '../../store/databases.ts';

const ana = { email: 'ana@example.com', phone: '11 98765-4321', name: 'Ana' };
const eva = { email: 'eva@example.com', phone: null, name: 'Eva' };

let world: IntakeOnDatabase;
let store: ConnectedStore;
beforeEach(async () => {
  world = await openIntakeOn(databases[0]!.make);
  store = await world.connect();
});
afterEach(() => world.close());

const eraseAgain = () => createEraseAgain({ store: world.store, erase: createErase(world) })();
const erase = (at: Date) =>
  createErase(world)({
    storeId: store.id,
    emailKeys: ['ana@example.com'],
    phoneKeys: [],
    orderIds: [],
    at,
  });
const contactsOf = async () =>
  (await world.store.carts.byExternalIds(store.id, ['c1', 'c3'])).map(({ email }) => email);

/** As a restored database is: the people of before, and the tombstones of since. */
const restored = async () => {
  await world.tell(store, cartSeen({ contact: ana }), cartSeen({ externalId: 'c3', contact: eva }));
  const { db, read, tables, write, commit } = world.engine;
  const [carts, shoppers] = [
    await read(db.select().from(tables.carts)),
    await read(db.select().from(tables.shoppers)),
  ];
  await erase(minutes(500));
  await commit([write(db.delete(tables.carts)), write(db.delete(tables.shoppers))]);
  await commit([
    write(db.insert(tables.carts).values(carts)),
    write(db.insert(tables.shoppers).values(shoppers)),
  ]);
};

it('who was erased after the backup is erased again, and nobody else', async () => {
  await restored();
  expect(await contactsOf()).toContain('ana@example.com');

  expect(await eraseAgain()).toEqual({ carts: 1, orders: 0 });
  expect(await contactsOf()).toEqual(expect.arrayContaining([null, 'eva@example.com']));
  expect(await eraseAgain()).toEqual({ carts: 0, orders: 0 });
});

it('who came again after being erased is kept', async () => {
  await erase(minutes(-500));
  await world.tell(store, cartSeen({ contact: ana }), orderSeen({ contact: ana }));
  expect(await eraseAgain()).toEqual({ carts: 0, orders: 0 });
  expect(await contactsOf()).toEqual(['ana@example.com']);
});
