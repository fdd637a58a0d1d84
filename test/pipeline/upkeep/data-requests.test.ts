import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contact } from '../../../src/core/cart/cart.ts';
import type { ConnectedStore } from '../../../src/ports/store/stores.ts';
import { createErase } from '../../../src/pipeline/upkeep/erase.ts';
import { createRetention } from '../../../src/pipeline/upkeep/retention.ts';
import { openIntakeOn, type IntakeOnDatabase } from '../../support/intake-world.ts';
import { cartSeen, DAY_MS, minutes } from '../../support/observations.ts';
import { databases } from '../../store/databases.ts';

const ana = { email: 'Ana@Example.com', phone: '11 98765-4321', name: 'Ana' };
const nobody = { email: null, phone: null, name: null };

const asked = (contact: Contact = ana, customerId: string | null = null, at = minutes(900)) =>
  ({ kind: 'data_request', contact, customerId, at }) as const;

describe.each(databases)('requests for somebody’s data on $name', ({ make }) => {
  let world: IntakeOnDatabase;
  beforeAll(async () => {
    world = await openIntakeOn(make);
  });
  afterAll(() => world.close());

  const waiting = ({ id }: ConnectedStore) => world.store.dataRequests.countWaiting(id);
  const erase = ({ id }: ConnectedStore, at = minutes(950)) =>
    createErase(world)({
      storeId: id,
      emailKeys: ['ana@example.com'],
      phoneKeys: [],
      orderIds: [],
      at,
    });

  it('a platform’s request waits for the merchant, once however often it is told', async () => {
    const store = await world.connect();
    await world.tell(store, asked(), asked());
    await world.tell(store, asked());
    const [request] = await world.store.dataRequests.listPersonal(store.id, { limit: 9, before: null });
    expect(request).toMatchObject({
      receivedAt: minutes(900),
      answeredAt: null,
      person: { emailKeys: ['ana@example.com'], phoneKeys: ['5511987654321'] },
    });
    expect(await waiting(store)).toBe(1);
  });

  it('goes with the person who is erased, also one that names only their account, and no other’s', async () => {
    const store = await world.connect();
    const customer = { externalId: 'account', registered: true };
    await world.tell(store, cartSeen({ contact: ana, customer }));
    await world.tell(
      store,
      asked(),
      asked(nobody, 'account'),
      asked({ ...nobody, email: 'eva@example.com' }),
    );
    expect(await waiting(store)).toBe(3);
    expect(await erase(store)).toMatchObject({ dataRequests: 2 });
    const [left] = await world.store.dataRequests.listPersonal(store.id, { limit: 9, before: null });
    expect(left?.person.emailKeys).toEqual(['eva@example.com']);
  });

  it('one that comes late, of before the erasure, brings nothing back', async () => {
    const store = await world.connect();
    await erase(store);
    await world.tell(store, asked());
    expect(await waiting(store)).toBe(0);
    await world.tell(store, asked(ana, null, minutes(951)));
    expect(await waiting(store)).toBe(1);
  });

  it('goes by a platform’s redaction of the account', async () => {
    const store = await world.connect();
    await world.tell(store, asked(nobody, 'nobody-we-know'));
    const redaction = { kind: 'redaction', scope: 'shopper', contact: nobody, orderIds: [] } as const;
    await world.tell(store, { ...redaction, customerId: 'nobody-we-know', at: minutes(950) });
    expect(await waiting(store)).toBe(0);
  });

  it('is kept as long as it may be answered, and as contacts are, no longer', async () => {
    const store = await world.connect();
    const retire = createRetention(world);
    const before = world.clock.now();
    await world.tell(store, asked());
    world.clock.set(new Date(before.getTime() + 179 * DAY_MS));
    await retire();
    expect(await waiting(store)).toBe(1);
    world.clock.set(new Date(before.getTime() + 181 * DAY_MS));
    await retire();
    expect(await waiting(store)).toBe(0);
    world.clock.set(before);
  });
});
