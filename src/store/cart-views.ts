import { and, desc, eq, getTableColumns } from 'drizzle-orm';
import type { CartId, StoreId } from '../core/words/ids.ts';
import type { ConsentChannel } from '../core/words/vocabulary.ts';
import type { CartView, CartViews, OrderView } from '../ports/store/cart-views.ts';
import type { MessageList, MessageView } from '../ports/store/message-list.ts';
import { readRegisters } from './cart-registers.ts';
import type { Engine } from './engine.ts';
import type { Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

/** A page of carts in one statement for each kind of thing around them. */
export const createCartViews = (engine: Engine, messages: Pick<MessageList, 'ofCarts'>): CartViews => {
  const around = prepareReads(engine);
  return {
    byIds: async (storeId, ids) => {
      const rows = await around.carts.read({ storeId, ids });
      const found = rows.map(({ id }) => id);
      const [sent, orders, episodes, refusals, clicks] = await Promise.all([
        messages.ofCarts(storeId, found),
        around.orders.read({ storeId, ids: rows.flatMap(({ orderId }) => orderId ?? []) }),
        around.episodes.read({ storeId, ids: found }),
        around.refusals.read({ storeId, keys: rows.flatMap(keysOf) }),
        around.clicks.read({ storeId, ids: found }),
      ]);
      const known: Around = {
        sent: Map.groupBy(sent, ({ cartId }) => cartId),
        orders: new Map(orders.map((order) => [order.id, order])),
        episodes: Map.groupBy(episodes, ({ cartId }) => cartId),
        refusals: Map.groupBy(refusals, ({ key }) => key),
        clicked: new Set(clicks.map(({ cartId }) => cartId)),
      };
      const views = rows.map((row) => toView(row, known));
      const place = new Map(ids.map((id, at) => [id, at]));
      return views.toSorted((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
    },
  };
};

type CartRow = Omit<Row<'carts'>, 'returnUrlEnc'>;
type Refusal = { readonly key: string; readonly channel: ConsentChannel };

type Around = {
  readonly sent: ReadonlyMap<CartId, readonly MessageView[]>;
  readonly orders: ReadonlyMap<string, Row<'orders'>>;
  /** Newest first. */
  readonly episodes: ReadonlyMap<CartId, readonly { readonly holdout: boolean | null }[]>;
  readonly refusals: ReadonlyMap<string, readonly Refusal[]>;
  readonly clicked: ReadonlySet<CartId>;
};

const toView = (row: CartRow, around: Around): CartView => {
  const { registers, totalMinor, currency, orderId, ...rest } = row;
  const order = orderId === null ? undefined : around.orders.get(orderId);
  return {
    ...rest,
    contents: readRegisters(registers).contents?.value ?? null,
    total: totalMinor === null || currency === null ? null : { minor: totalMinor, currency },
    messages: around.sent.get(row.id) ?? [],
    order: order === undefined ? null : toOrderView(order),
    holdout: around.episodes.get(row.id)?.[0]?.holdout ?? null,
    refused: keysOf(row).flatMap((key) => around.refusals.get(key)?.map(({ channel }) => channel) ?? []),
    wasClicked: around.clicked.has(row.id),
  };
};

const keysOf = ({ emailKey, phoneKey }: Pick<CartRow, 'emailKey' | 'phoneKey'>): readonly string[] =>
  [emailKey, phoneKey].filter((key) => key !== null);

const toOrderView = (order: Row<'orders'>): OrderView => ({
  id: order.id,
  number: order.number,
  paymentState: order.paymentState,
  fulfilmentState: order.fulfilmentState,
  total: { minor: order.totalMinor, currency: order.currency },
  net: { minor: order.netMinor, currency: order.netCurrency },
  placedAt: order.placedAt,
  cancelledAt: order.cancelledAt,
  test: order.test,
});

const prepareReads = ({ db, kit, prepare, tables }: Engine) => {
  const { carts, orders, episodes, consents, clicks } = tables;
  const { returnUrlEnc: _sealed, ...cartColumns } = getTableColumns(carts);
  type Ids = Slots<{ storeId: StoreId; ids: readonly string[] }>;
  return {
    carts: prepare('cartViews.carts', (slot: Ids) =>
      db
        .select(cartColumns)
        .from(carts)
        .where(and(eq(carts.storeId, slot.storeId), kit.anyOf(carts.id, slot.ids))),
    ),
    orders: prepare('cartViews.orders', (slot: Ids) =>
      db
        .select()
        .from(orders)
        .where(and(eq(orders.storeId, slot.storeId), kit.anyOf(orders.id, slot.ids))),
    ),
    episodes: prepare('cartViews.episodes', (slot: Ids) =>
      db
        .select({ cartId: episodes.cartId, holdout: episodes.holdout })
        .from(episodes)
        .where(and(eq(episodes.storeId, slot.storeId), kit.anyOf(episodes.cartId, slot.ids)))
        .orderBy(desc(episodes.openedAt)),
    ),
    refusals: prepare('cartViews.refusals', (slot: Slots<{ storeId: StoreId; keys: readonly string[] }>) =>
      db
        .select({ key: consents.key, channel: consents.channel })
        .from(consents)
        .where(
          and(
            eq(consents.storeId, slot.storeId),
            kit.anyOf(consents.key, slot.keys),
            eq(consents.state, 'out'),
          ),
        ),
    ),
    clicks: prepare('cartViews.clicks', (slot: Ids) =>
      db
        .selectDistinct({ cartId: clicks.cartId })
        .from(clicks)
        .where(
          and(eq(clicks.storeId, slot.storeId), kit.anyOf(clicks.cartId, slot.ids), eq(clicks.kind, 'human')),
        ),
    ),
  };
};
