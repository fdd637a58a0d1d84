import { and, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import type { Credit } from '../../core/order/order.ts';
import type { CreditMessage } from '../../core/results/credit.ts';
import type { CartId, MessageId, OrderId, ShopperId, StoreId } from '../../core/words/ids.ts';
import type { CreditedOrder, Credits } from '../../ports/store/credits.ts';
import type { Write } from '../../ports/store/write.ts';
import type { Engine } from '../engine.ts';
import type { Slots } from '../slots.ts';
import type { Row } from '../tables/tables.ts';

type OrdersPort = Pick<Credits, 'ordersNear' | 'order' | 'saveCredit'>;

/** Orders that a click may change, and the credit on them and their carts. */
export const createCreditedOrders = (engine: Engine): OrdersPort => {
  const find = createFind(engine);
  const idsNear = createIdsNear(engine);
  return {
    order: find,
    ordersNear: async ({ storeId, message, since }) => {
      const credited = await idsNear.credited(storeId, message.id);
      const about = message.aboutOrderId === null ? [] : [message.aboutOrderId];
      const near = await idsNear.boughtBy(storeId, message);
      const found = await Promise.all(
        [...new Set([...credited, ...about, ...near])].map((id) => find(storeId, id)),
      );
      const always = new Set([...credited, ...about]);
      return found
        .filter((order) => order !== null)
        .filter(({ order }) => always.has(order.id) || order.snapshot.placedAt >= wholeSecond(since));
    },
    saveCredit: createSaveCredit(engine),
  };
};

/** Platforms cut an order's time to the second. */
const wholeSecond = (instant: Date): Date => new Date(instant.getTime() - 1_000);

const createFind = ({ db, tables: { carts, orders }, prepare }: Engine) => {
  const order = prepare('credits.order', (slot: Slots<{ storeId: StoreId; id: OrderId }>) =>
    db
      .select({
        id: orders.id,
        storeId: orders.storeId,
        shopperId: orders.shopperId,
        snapshot: orders.snapshot,
        meaning: orders.meaning,
        cartId: orders.cartId,
        creditKind: orders.creditKind,
        creditMessageId: orders.creditMessageId,
        revision: orders.revision,
      })
      .from(orders)
      .where(and(eq(orders.id, slot.id), eq(orders.storeId, slot.storeId))),
  );
  const cartsOfOrder = prepare(
    'credits.cartsOfOrder',
    (slot: Slots<{ storeId: StoreId; orderId: OrderId }>) =>
      db
        .select({ id: carts.id, shopperId: carts.shopperId })
        .from(carts)
        .where(and(eq(carts.storeId, slot.storeId), eq(carts.orderId, slot.orderId))),
  );
  const find = async (storeId: StoreId, id: OrderId): Promise<CreditedOrder | null> => {
    const row = await order.first({ storeId, id });
    if (row === null) return null;
    const { meaning, creditKind, creditMessageId, ...rest } = row;
    const credit = creditOfRow({ creditKind, creditMessageId });
    return { order: { ...rest, credit }, meaning, carts: await cartsOfOrder.read({ storeId, orderId: id }) };
  };
  return find;
};

const createIdsNear = ({ db, tables: { carts, contributions }, prepare }: Engine) => {
  const ofCart = prepare('credits.orderOfCart', (slot: Slots<{ storeId: StoreId; id: CartId }>) =>
    db
      .select({ orderId: carts.orderId })
      .from(carts)
      .where(and(eq(carts.id, slot.id), eq(carts.storeId, slot.storeId))),
  );
  const ofShopper = prepare('credits.ordersOfShopper', (slot: Slots<{ storeId: StoreId; id: ShopperId }>) =>
    db
      .selectDistinct({ orderId: carts.orderId })
      .from(carts)
      .where(and(eq(carts.storeId, slot.storeId), eq(carts.shopperId, slot.id), isNotNull(carts.orderId))),
  );
  const credited = prepare('credits.creditedTo', (slot: Slots<{ storeId: StoreId; id: MessageId }>) =>
    db
      .select({ orderId: contributions.orderId })
      .from(contributions)
      .where(and(eq(contributions.storeId, slot.storeId), eq(contributions.messageId, slot.id))),
  );

  return {
    credited: async (storeId: StoreId, id: MessageId) => idsOf(await credited.read({ storeId, id })),
    boughtBy: async (storeId: StoreId, { cartId, shopperId }: CreditMessage) => [
      ...idsOf(await ofCart.read({ storeId, id: cartId })),
      ...(shopperId === null ? [] : idsOf(await ofShopper.read({ storeId, id: shopperId }))),
    ],
  };
};

const creditOfRow = ({
  creditKind,
  creditMessageId,
}: Pick<Row<'orders'>, 'creditKind' | 'creditMessageId'>): Credit | null =>
  creditKind === null || creditMessageId === null ? null : { kind: creditKind, messageId: creditMessageId };

const idsOf = (rows: readonly { readonly orderId: OrderId | null }[]): readonly OrderId[] =>
  rows.flatMap(({ orderId }) => (orderId === null ? [] : [orderId]));

const createSaveCredit = ({ db, tables: { carts, orders }, prepare }: Engine): OrdersPort['saveCredit'] => {
  const saveOrder = prepare(
    'credits.saveOrder',
    (slot: Slots<Pick<Row<'orders'>, 'id' | 'revision' | 'cartId' | 'creditKind' | 'creditMessageId'>>) =>
      db
        .update(orders)
        .set({
          cartId: slot.cartId,
          creditKind: slot.creditKind,
          creditMessageId: slot.creditMessageId,
          revision: sql`${orders.revision} + 1`,
        })
        .where(and(eq(orders.id, slot.id), eq(orders.revision, slot.revision))),
  );
  type Cart = { storeId: StoreId; orderId: OrderId; cartId: string; credit: Credit | null };
  /** Only carts that this order bought: what else it means for a cart is not for a click to change. */
  const ofOrder = (slot: Slots<Cart>) =>
    and(
      eq(carts.storeId, slot.storeId),
      eq(carts.orderId, slot.orderId),
      inArray(carts.state, ['purchased', 'recovered']),
    );
  const recover = prepare('credits.recoverCart', (slot: Slots<Cart>) =>
    db
      .update(carts)
      .set({ state: 'recovered', credit: slot.credit, revision: sql`${carts.revision} + 1` })
      .where(and(eq(carts.id, sql`${slot.cartId}`), ofOrder(slot))),
  );
  const merelyPurchased = prepare('credits.merelyPurchased', (slot: Slots<Cart>) =>
    db
      .update(carts)
      .set({ state: 'purchased', credit: slot.credit, revision: sql`${carts.revision} + 1` })
      .where(and(ne(carts.id, sql`${slot.cartId}`), ofOrder(slot))),
  );

  return ({ order: { id, storeId, revision } }, { credit, cartId }): readonly Write[] => {
    const creditRow = { creditKind: credit?.kind ?? null, creditMessageId: credit?.messageId ?? null };
    const isRecovery = cartId !== null && credit !== null;
    const others = { storeId, orderId: id, cartId: cartId ?? '', credit: isRecovery ? null : credit };
    return [
      saveOrder.write({ id, revision, cartId, ...creditRow }, { expect: 1 }),
      merelyPurchased.write(others),
      ...(isRecovery ? [recover.write({ storeId, orderId: id, cartId, credit })] : []),
    ];
  };
};
