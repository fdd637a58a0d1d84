import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, type DeliveryId } from '../../../src/core/words/ids.ts';
import { sealBody } from '../../../src/pipeline/intake/delivery-body.ts';
import type { ConnectedStore } from '../../../src/ports/store/stores.ts';
import { databases } from '../../store/databases.ts';
import { openIntakeOn, type IntakeOnDatabase } from '../../support/intake-world.ts';
import { cartSeen, contents, line, minutes, orderSeen } from '../../support/observations.ts';
import { openReconcileWorld, page, type ReconcileWorld } from './reconcile-world.ts';

const ana = { email: 'ana@example.com', phone: '+5511987654321', name: null };

const paid = (externalId: string, over: Parameters<typeof orderSeen>[0]) =>
  orderSeen({ externalId, cartRefs: ['c9'], ...over });

describe.each(databases)('reconciling on $name', ({ make }) => {
  let intake: IntakeOnDatabase;
  let world: ReconcileWorld;
  let store: ConnectedStore;

  beforeAll(async () => {
    intake = await openIntakeOn(make);
  });
  afterAll(() => intake.close());
  beforeEach(async () => {
    world = openReconcileWorld(intake);
    store = await world.connectShop();
  });

  it('lists what differs, each with its reason, and repairs it when asked to', async () => {
    await world.tell(store, orderSeen({ externalId: 'same' }), orderSeen({ externalId: 'ours alone' }));
    await world.tell(store, orderSeen({ externalId: 'unpaid', paymentState: 'awaiting_shopper' }));
    await world.tell(store, orderSeen({ externalId: 'elsewhere', cartRefs: ['never-seen'] }));
    const theirs = [
      orderSeen({ externalId: 'same' }),
      orderSeen({ externalId: 'unpaid', updatedAt: minutes(20) }),
      orderSeen({ externalId: 'lost' }),
      orderSeen({ externalId: 'drafted', origin: 'draft' }),
      orderSeen({ externalId: 'old', placedAt: minutes(-20_000) }),
      orderSeen({ externalId: 'elsewhere', cartRefs: ['never-seen'] }),
    ];
    world.listed.orders = [
      { kind: 'page', observations: theirs, unread: [{ externalId: 'odd', reason: 'no total' }] },
    ];

    const reasons = ['drafted made_in_admin', 'lost webhook_missing', 'old imported', 'unpaid differs'];
    const rest = ['elsewhere not_matched false', 'odd api_error false', 'ours alone webhook_forged false'];
    const all = (repaired: boolean) => [...reasons.map((one) => `${one} ${repaired}`), ...rest].toSorted();
    expect((await world.found(store)).lines).toEqual(all(false));
    const repaired = await world.found(store, true);
    expect(repaired.lines).toEqual(all(true));
    expect(repaired.run).toMatchObject({ state: 'done', orders: 6, found: 7, repaired: 4, attempts: 1 });
    expect((await world.found(store)).lines).toEqual(rest);
  });

  it('an order that names no cart but the draft it may have been itself lacks nothing', async () => {
    const bought = orderSeen({ externalId: '1001', cartRefs: ['1001'] });
    await world.tell(store, bought);
    world.listed.orders = [page(bought)];
    expect((await world.found(store)).lines).toEqual([]);
  });

  it('a webhook with a wrong signature, and one that lies dead, are told apart from one that never came', async () => {
    const { forged, deliveries, commit } = world.store;
    const at = minutes(5);
    await commit([
      ...forged.remembered(
        [{ id: newId(at, world.randomBytes), storeId: store.id, topic: 'orders/create', orderId: '7', at }],
        10,
      ),
    ]);
    const dead = async (dedupeKey: string, body: unknown) => {
      const id = newId<DeliveryId>(at, world.randomBytes);
      const of = { platform: 'shopify', storeId: store.id, storeKey: store.externalKey } as const;
      const sealed = sealBody(world.secrets, store.externalKey, body);
      await deliveries.append([
        { id, ...of, dedupeKey, topic: 'orders/create', encoding: 'json', receivedAt: at, body: sealed },
      ]);
      const delivery = await deliveries.get(id);
      await commit([deliveries.died(delivery!, at, 'the order has no total')]);
    };
    await dead('whole', { id: 8, line_items: [{ id: 10 }] });
    await dead('broken', '{"id": 9, "line_items": [{"id": 10');
    world.listed.orders = [page(...['7', '8', '9', '10'].map((externalId) => orderSeen({ externalId })))];

    expect((await world.found(store)).lines).toEqual([
      '10 webhook_missing false',
      '7 webhook_forged false',
      '8 delivery_dead false',
      '9 delivery_dead false',
    ]);
  });

  it('who pays on a page of somebody else’s and appears only later did not return from it', async () => {
    await world.tell(store, cartSeen({ externalId: 'c9', updatedAt: minutes(0) }));
    world.listed.orders = [
      page(
        paid('late pix', { paymentMethod: 'pix', placedAt: minutes(30) }),
        paid('prompt pix', { paymentMethod: 'pix', placedAt: minutes(2) }),
        paid('late card', { paymentMethod: 'card', placedAt: minutes(30) }),
        paid('never back', {
          paymentMethod: 'redirect',
          placedAt: minutes(2),
          paymentState: 'awaiting_shopper',
        }),
      ),
    ];
    expect((await world.found(store)).lines).toEqual([
      'late card webhook_missing false',
      'late pix payment_page_no_return false',
      'never back payment_page_no_return false',
      'prompt pix webhook_missing false',
    ]);
  });

  it('carts are compared where the platform lists them, and come in when repaired', async () => {
    await world.tell(store, cartSeen({ externalId: 'known', contact: ana }));
    await world.tell(store, cartSeen({ externalId: 'grown', contact: ana }));
    world.listed.carts = [
      page(
        cartSeen({ externalId: 'known', contact: ana, updatedAt: minutes(3) }),
        cartSeen({
          externalId: 'grown',
          contact: ana,
          updatedAt: minutes(4),
          contents: contents({ lines: [line({ quantity: 3 })] }),
        }),
        cartSeen({ externalId: 'lost', contact: { ...ana, email: 'bia@example.com' } }),
        cartSeen({ externalId: 'older', updatedAt: minutes(-20_000) }),
        cartSeen({ externalId: 'bought', completedAt: minutes(4) }),
      ),
    ];
    const expected = ['grown differs', 'lost webhook_missing', 'older imported'];
    expect((await world.found(store)).lines).toEqual(expected.map((one) => `${one} false`));
    const { run, all, lines } = await world.found(store, true);
    expect(lines).toEqual(expected.map((one) => `${one} true`));
    expect(all.every(({ subject }) => subject === 'cart')).toBe(true);
    expect(run).toMatchObject({ carts: 5, repaired: 3 });
    expect(await world.store.carts.byExternalIds(store.id, ['grown', 'lost'])).toHaveLength(2);
    expect((await world.found(store)).lines).toEqual([]);
  });

  it('an order that only the tail found is told of once, and not at all when its webhook comes late', async () => {
    const [lost, late] = [orderSeen({ externalId: 'lost' }), orderSeen({ externalId: 'late' })];
    const before = orderSeen({ externalId: 'before', placedAt: minutes(-20_000) });
    world.listed.orders = [page(lost, late, before)];
    await world.catchUp(store.id);
    await world.tell(store, late);
    expect((await world.found(store)).lines).toEqual(['lost webhook_missing true']);
    expect((await world.found(store)).lines).toEqual([]);
  });

  it('repairing stops what would have gone to a buyer', async () => {
    await world.tell(store, cartSeen({ externalId: 'c1', contact: ana }));
    world.listed.orders = [page(orderSeen({ cartRefs: ['c1'], contact: ana }))];
    const [cart] = await world.store.carts.byExternalIds(store.id, ['c1']);
    expect(cart?.state).toBe('open');
    const { lines } = await world.found(store, true);
    expect(lines).toEqual(['o1 webhook_missing true']);
    expect(await world.store.carts.byExternalIds(store.id, ['c1'])).toMatchObject([{ state: 'purchased' }]);
    expect(world.asked).toHaveLength(1);
    expect(intake.asked.at(-1)).toMatchObject({ shopperIds: [cart?.shopperId] });
  });
});
