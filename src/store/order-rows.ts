import type { OrderMeaning } from '../core/order/order.ts';
import type { StoredOrder } from '../ports/store/orders.ts';
import type { Row } from './tables/tables.ts';

/** An order as its row holds it, without the sealed pay link. */
export const orderToRow = (order: StoredOrder): Omit<Row<'orders'>, 'payUrlEnc'> => {
  const { snapshot, meaning, credit } = order;
  return {
    id: order.id,
    storeId: order.storeId,
    externalId: order.externalId,
    number: snapshot.number,
    stampVersion: order.stamp.version,
    stampTie: order.stamp.tie,
    snapshot: { ...snapshot, payUrl: null },
    paymentState: snapshot.paymentState,
    paymentMethod: snapshot.paymentMethod,
    fulfilmentState: snapshot.fulfilmentState,
    meaning: meaning.kind,
    meaningAt: 'at' in meaning ? meaning.at : null,
    moneyAuthorized: order.moneyAuthorized,
    placedAt: snapshot.placedAt,
    updatedAt: snapshot.updatedAt,
    cancelledAt: snapshot.cancelledAt,
    firstSeenAt: order.firstSeenAt,
    unheardSince: order.unheardSince ?? null,
    emailKey: order.emailKey,
    phoneKey: order.phoneKey,
    shopperId: order.shopperId,
    currency: snapshot.total.currency,
    totalMinor: snapshot.total.minor,
    netCurrency: snapshot.netPaid.currency,
    netMinor: snapshot.netPaid.minor,
    test: snapshot.test,
    origin: snapshot.origin,
    cartId: order.cartId,
    creditKind: credit?.kind ?? null,
    creditMessageId: credit?.messageId ?? null,
    revision: order.revision,
  };
};

export const rowToOrder = (row: Omit<Row<'orders'>, 'payUrlEnc'>): StoredOrder => ({
  id: row.id,
  storeId: row.storeId,
  externalId: row.externalId,
  stamp: { version: row.stampVersion, tie: row.stampTie },
  snapshot: row.snapshot,
  shopperId: row.shopperId,
  emailKey: row.emailKey,
  phoneKey: row.phoneKey,
  firstSeenAt: row.firstSeenAt,
  unheardSince: row.unheardSince,
  moneyAuthorized: row.moneyAuthorized,
  cartId: row.cartId,
  credit:
    row.creditKind === null || row.creditMessageId === null
      ? null
      : { kind: row.creditKind, messageId: row.creditMessageId },
  meaning: meaningOf(row),
  revision: row.revision,
});

const meaningOf = ({ meaning, meaningAt, updatedAt }: Omit<Row<'orders'>, 'payUrlEnc'>): OrderMeaning =>
  meaning === 'bought' || meaning === 'pending' || meaning === 'in_review'
    ? { kind: meaning }
    : { kind: meaning, at: meaningAt ?? updatedAt };
