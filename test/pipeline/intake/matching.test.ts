import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { manualToken } from '../../../src/core/message/manual-link.ts';
import type { OrderObservation } from '../../../src/core/cart/observation.ts';
import type { ConnectedStore } from '../../../src/ports/store/stores.ts';
import type { StoredCart } from '../../../src/ports/store/carts.ts';
import { LINK_KEY, openIntakeOn, type IntakeOnDatabase } from '../../support/intake-world.ts';
import { cartSeen, contents, minutes, orderSeen } from '../../support/observations.ts';
import type { CouponId } from '../../../src/core/words/ids.ts';
import { aCoupon } from '../../support/coupons.ts';
import { databases } from '../../store/databases.ts';

const ana = { email: 'ana@example.com', phone: null, name: 'Ana' };
const nobody = { email: null, phone: null, name: null };

const order = (over: Partial<OrderObservation> = {}) => orderSeen({ contact: ana, ...over });

describe.each(databases)('orders and carts on $name', ({ make }) => {
  let world: IntakeOnDatabase;
  let store: ConnectedStore;
  beforeAll(async () => {
    world = await openIntakeOn(make);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    store = await world.connect();
    await world.tell(store, cartSeen({ contact: ana }));
  });

  const cart = async (id = 'c1'): Promise<StoredCart> => {
    const [found] = await world.store.carts.byExternalIds(store.id, [id]);
    return found!;
  };

  it('our token in an order of somebody else ends the cart, by mail and passed on by hand', async () => {
    const { id: cartId, shopperId } = await cart();
    const facts = { storeId: store.id, kind: 'return', messageId: null, cartId, shopperId } as const;
    const at = { now: minutes(0), randomBytes: world.randomBytes };
    const link = world.store.links.create({ ...facts, channel: 'email', couponCode: null }, at);
    await world.engine.commit([link.write]);
    await world.tell(store, order({ contact: nobody, retornoRefs: [link.token, 'unknown-token'] }));
    expect((await cart()).state).toBe('purchased');

    await world.tell(store, cartSeen({ externalId: 'c2' }));
    const other = await cart('c2');
    const own = (await world.store.stores.secrets(store.id))?.own ?? '';
    const secrets = { linkKey: LINK_KEY, ownSecret: Buffer.from(own, 'base64url') };
    const token = manualToken({ storeId: store.id, cartId: other.id }, secrets);
    await world.tell(store, order({ externalId: 'o2', contact: nobody, retornoRefs: [token] }));
    expect((await cart('c2')).state).toBe('purchased');
  });

  it('a coupon of ours ends the cart that it was made for, whoever uses it; a code for many ends none', async () => {
    const { id: cartId, shopperId } = await cart();
    const { coupons } = world.store;
    const own = aCoupon({ storeId: store.id, cartId, shopperId, code: 'R7K3M9' });
    const common = aCoupon({ storeId: store.id, subject: 's2', code: 'VOLTA10', singleUse: false, cartId });
    await world.engine.commit([coupons.wanted(own), coupons.wanted({ ...common, id: 'k2' as CouponId })]);
    await world.tell(store, order({ contact: nobody, coupons: ['VOLTA10'] }));
    expect((await cart()).state).toBe('open');
    await world.tell(store, order({ externalId: 'o2', contact: nobody, coupons: [' r7k3m9'] }));
    expect((await cart()).state).toBe('purchased');
    const [used] = await coupons.byCodes(store.id, ['R7K3M9']);
    const [placed] = await world.store.orders.byExternalIds(store.id, ['o2']);
    expect(used?.orderId).toBe(placed?.id);
  });

  it('a token of another store ends nothing', async () => {
    const { id: cartId } = await cart();
    const elsewhere = await world.connect();
    const at = { now: minutes(0), randomBytes: world.randomBytes };
    const facts = {
      storeId: elsewhere.id,
      kind: 'return',
      messageId: null,
      cartId,
      shopperId: null,
    } as const;
    const link = world.store.links.create({ ...facts, channel: 'email', couponCode: null }, at);
    await world.engine.commit([link.write]);
    await world.tell(store, order({ contact: nobody, retornoRefs: [link.token] }));
    expect((await cart()).state).toBe('open');
  });

  it('a late update of the checkout never reopens a bought cart', async () => {
    await world.tell(store, order());
    await world.tell(
      store,
      cartSeen({ contact: ana, updatedAt: minutes(30), contents: contents({ coupons: ['X'] }) }),
    );
    expect(await cart()).toMatchObject({ state: 'purchased', judgeAt: null });
  });

  it('payment that is awaited, lapses and is made elsewhere is followed all the way', async () => {
    const states: string[] = [];
    const see = async () => {
      const { state, lapsedAt, judgeAt } = await cart();
      states.push([state, lapsedAt?.toISOString() ?? '-', judgeAt?.toISOString() ?? '-'].join(' '));
    };
    await world.tell(store, order({ paymentState: 'awaiting_shopper' }));
    await see();
    await world.tell(store, order({ paymentState: 'expired', updatedAt: minutes(70) }));
    await see();
    await world.tell(store, order({ externalId: 'o2', placedAt: minutes(90), updatedAt: minutes(90) }));
    await see();
    await world.tell(
      store,
      order({ externalId: 'o2', paymentState: 'refunded', placedAt: minutes(90), updatedAt: minutes(99) }),
    );
    await see();
    const lapse = minutes(70).toISOString();
    const told = world.clock.now().toISOString();
    const expected = [`pending_payment - ${told}`, `open ${lapse} ${lapse}`, 'purchased - -', 'closed - -'];
    expect(states).toEqual(expected);
    expect((await cart()).closedReason).toBe('order_refunded');
  });

  it('a cart closed by a person stays closed when the shopper goes on, one that gave way to a newer speaks again', async () => {
    for (const [reason, state] of [
      ['by_hand', 'closed'],
      ['superseded', 'open'],
    ] as const) {
      const known = await cart();
      const closed = {
        ...known,
        state: 'closed',
        closedReason: reason,
        revision: known.revision + 1,
      } as const;
      await world.engine.commit(world.store.carts.updated(known, closed, null));
      const at = minutes(reason === 'by_hand' ? 20 : 40);
      const total = { minor: reason === 'by_hand' ? 9100 : 9200, currency: 'BRL' };
      await world.tell(store, cartSeen({ contact: ana, updatedAt: at, contents: contents({ total }) }));
      expect((await cart()).state).toBe(state);
    }
  });

  it('a cart is judged once per change of what counts, not for every snapshot', async () => {
    const known = await cart();
    const judged = { ...known, judgeAt: null, revision: known.revision + 1 };
    await world.engine.commit(world.store.carts.updated(known, judged, null));
    await world.tell(store, cartSeen({ contact: ana, updatedAt: minutes(5) }));
    expect((await cart()).judgeAt).toBeNull();

    const total = { minor: 9900, currency: 'BRL' };
    await world.tell(store, cartSeen({ contact: ana, updatedAt: minutes(6), contents: contents({ total }) }));
    expect((await cart()).judgeAt).toEqual(minutes(36));
    const due = await world.store.dueStores.due(minutes(36), 1_000);
    expect(due.map(({ storeId }) => storeId)).toContain(store.id);
  });

  it('a cart without contact, without lines or of long ago is never judged', async () => {
    await world.tell(
      store,
      cartSeen({ externalId: 'anonymous' }),
      cartSeen({ externalId: 'empty', contact: ana, contents: null }),
      cartSeen({ externalId: 'old', contact: ana, updatedAt: minutes(-60 * 24 * 31) }),
    );
    for (const id of ['anonymous', 'empty', 'old']) expect((await cart(id)).judgeAt).toBeNull();
  });

  it('the store’s own address is nobody’s', async () => {
    const settings = { email: { replyTo: 'ana@example.com' } };
    await world.engine.commit([world.store.stores.settingsChanged(store, settings)]);
    const changed = await world.store.stores.find(store.id);
    await world.tell(changed!, cartSeen({ externalId: 'c5', contact: ana }));
    expect(await cart('c5')).toMatchObject({ emailKey: null, shopperId: null });
  });
});
