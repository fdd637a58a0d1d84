import { and, eq, getTableColumns, gte, lt, or, sql } from 'drizzle-orm';
import { replayShoppers, type Replay } from '../core/decide/replay-days.ts';
import type { OrderId, ShopperId, StoreId } from '../core/words/ids.ts';
import type { StoredCart } from '../ports/store/carts.ts';
import type { Consents } from '../ports/store/consents.ts';
import type { StoredOrder } from '../ports/store/orders.ts';
import type { PastPlace, Pasts } from '../ports/store/pasts.ts';
import { rowToCart } from './cart-rows.ts';
import type { Engine } from './engine.ts';
import { rowToOrder } from './order-rows.ts';
import { pastCarts, type Around, type Keys } from './past-carts.ts';
import type { Slots } from './slots.ts';

type Parts = { readonly consents: Pick<Consents, 'ofKeys'> };

export const createPasts = (engine: Engine, { consents }: Parts): Pasts => {
  const statements = { ...prepareCarts(engine), ...preparePeople(engine) };
  return {
    replayPage: async (replay, after, limit) => {
      const window = windowOf(replay);
      const page = await statements.page.read({ ...window, ...(after ?? placeBefore(window.from)), limit });
      const last = page.at(-1);
      const next = last === undefined || page.length < limit ? null : last;
      const shopperIds = [...new Set(page.flatMap(({ shopperId }) => shopperId ?? []))];
      const carts = (await statements.ofShoppers.read({ ...window, shopperIds })).map(rowToCart);
      const onPage = new Set<string>(page.map(({ id }) => id));
      const shoppers = [...Map.groupBy(carts, ({ shopperId }) => shopperId)].flatMap(([shopperId, own]) =>
        shopperId !== null && onPage.has(earliest(own)) ? [{ shopperId, carts: own }] : [],
      );
      const aroundOf = await readAround(statements, { consents, shoppers, replay });
      const pasts = shoppers.flatMap(({ shopperId, carts: own }) => {
        const around = aroundOf(shopperId);
        return around === null ? [] : [pastCarts(own, around)];
      });
      return {
        days: replayShoppers(pasts, replay),
        carts: pasts.reduce((sum, own) => sum + own.length, 0),
        next: next === null ? null : { lastActivityAt: next.lastActivityAt, id: next.id },
      };
    },
  };
};

const placeBefore = (from: Date): PastPlace => ({ lastActivityAt: from, id: '' as PastPlace['id'] });

/** A cart of the window may have been touched again after it. */
const windowOf = ({ store, from, to, before }: Replay) => ({
  storeId: store.id,
  from,
  startedBefore: to,
  until: new Date(to.getTime() + before.settings.recoveryHorizonMs),
});

/** The one by which the shopper is found, and on no other page again. */
const earliest = (carts: readonly StoredCart[]): string =>
  carts.reduce((first, cart) =>
    cart.lastActivityAt < first.lastActivityAt ||
    (cart.lastActivityAt.getTime() === first.lastActivityAt.getTime() && cart.id < first.id)
      ? cart
      : first,
  ).id;

type Statements = ReturnType<typeof prepareCarts> & ReturnType<typeof preparePeople>;

type Asked = {
  readonly consents: Parts['consents'];
  readonly shoppers: readonly { readonly shopperId: ShopperId; readonly carts: readonly StoredCart[] }[];
  readonly replay: Replay;
};

/** Everything beside the carts, one statement each for the whole page. */
const readAround = async (
  statements: Statements,
  { consents, shoppers, replay }: Asked,
): Promise<(shopperId: ShopperId) => Around | null> => {
  const storeId = replay.store.id;
  const known = new Map(
    (await statements.shoppers.read({ ids: shoppers.map(({ shopperId }) => shopperId) })).map((row) => [
      row.id,
      row,
    ]),
  );
  const carts = shoppers.flatMap((one) => one.carts);
  const emails = someOf([...carts, ...known.values()], 'emailKey');
  const phones = someOf([...carts, ...known.values()], 'phoneKey');
  const [orders, told] = await Promise.all([
    readOrders(statements, { storeId, since: sinceOf(replay), emails, phones, carts }),
    consents.ofKeys(storeId, [...emails, ...phones]),
  ]);
  const byKey = Map.groupBy(told, ({ key }) => key);
  const { settings } = replay.before;
  return (shopperId) => {
    const shopper = known.get(shopperId);
    return shopper === undefined
      ? null
      : { shopper, settings, ordersOf: ordersFinder(orders), consentsOf: (key) => byKey.get(key) ?? [] };
  };
};

const someOf = <Name extends 'emailKey' | 'phoneKey'>(
  rows: readonly { readonly [Key in Name]: string | null }[],
  name: Name,
): readonly string[] => [...new Set(rows.flatMap((row) => row[name] ?? []))];

const DAY_MS = 86_400_000;
/** Thrice the cool-off: of those who buy the same again. */
const COOL_OFFS = 3;

const sinceOf = ({ from, before }: Replay): Date =>
  new Date(from.getTime() - DAY_MS - COOL_OFFS * before.settings.coolOffMs);

type OrdersAsked = {
  readonly storeId: StoreId;
  readonly since: Date;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly carts: readonly StoredCart[];
};

const readOrders = async (
  { ordersByEmail, ordersByPhone, ordersByIds }: Statements,
  { storeId, since, emails, phones, carts }: OrdersAsked,
): Promise<readonly StoredOrder[]> => {
  const ids: readonly OrderId[] = carts.flatMap(({ orderId }) => orderId ?? []);
  const found = await Promise.all([
    ordersByEmail.read({ storeId, since, keys: emails }),
    phones.length === 0 ? [] : ordersByPhone.read({ storeId, since, keys: phones }),
    ids.length === 0 ? [] : ordersByIds.read({ storeId, ids }),
  ]);
  return [...new Map(found.flat().map((row) => [row.id, row])).values()].map(rowToOrder);
};

const ordersFinder = (orders: readonly StoredOrder[]): Around['ordersOf'] => {
  const byEmail = Map.groupBy(orders, ({ emailKey }) => emailKey);
  const byPhone = Map.groupBy(orders, ({ phoneKey }) => phoneKey);
  const byId = new Map(orders.map((order) => [order.id, order]));
  return (cart: StoredCart, { email, phone }: Keys) => {
    const own = cart.orderId === null ? undefined : byId.get(cart.orderId);
    return [
      ...new Set([
        ...(email === null ? [] : (byEmail.get(email) ?? [])),
        ...(phone === null ? [] : (byPhone.get(phone) ?? [])),
        ...(own === undefined ? [] : [own]),
      ]),
    ];
  };
};

type Window = { storeId: StoreId; from: Date; until: Date; startedBefore: Date };

const prepareCarts = ({ db, kit, prepare, tables: { carts } }: Engine) => {
  const { returnUrlEnc: _sealed, ...columns } = getTableColumns(carts);
  const inWindow = (slot: Slots<Window>) => [
    eq(carts.storeId, slot.storeId),
    gte(carts.lastActivityAt, slot.from),
    lt(carts.lastActivityAt, slot.until),
    lt(carts.startedAt, slot.startedBefore),
    sql`not ${carts.redacted}`,
  ];
  return {
    page: prepare('pasts.page', (slot: Slots<Window & PastPlace & { limit: number }>) =>
      db
        .select({ id: carts.id, shopperId: carts.shopperId, lastActivityAt: carts.lastActivityAt })
        .from(carts)
        .where(
          and(
            ...inWindow(slot),
            gte(carts.lastActivityAt, slot.lastActivityAt),
            or(sql`${carts.lastActivityAt} > ${slot.lastActivityAt}`, sql`${carts.id} > ${slot.id}`),
          ),
        )
        .orderBy(carts.lastActivityAt, carts.id)
        .limit(slot.limit),
    ),
    ofShoppers: prepare('pasts.ofShoppers', (slot: Slots<Window & { shopperIds: readonly ShopperId[] }>) =>
      db
        .select(columns)
        .from(carts)
        .where(and(...inWindow(slot), kit.anyOf(carts.shopperId, slot.shopperIds))),
    ),
  };
};

const preparePeople = ({ db, kit, prepare, tables: { shoppers, orders } }: Engine) => {
  const { payUrlEnc: _sealed, ...columns } = getTableColumns(orders);
  type Asked = Slots<{ storeId: StoreId; since: Date; keys: readonly string[] }>;
  const placedBy = (column: typeof orders.emailKey | typeof orders.phoneKey, slot: Asked) =>
    db
      .select(columns)
      .from(orders)
      .where(
        and(eq(orders.storeId, slot.storeId), kit.anyOf(column, slot.keys), gte(orders.placedAt, slot.since)),
      );
  return {
    shoppers: prepare('pasts.shoppers', (slot: Slots<{ ids: readonly ShopperId[] }>) =>
      db.select().from(shoppers).where(kit.anyOf(shoppers.id, slot.ids)),
    ),
    ordersByEmail: prepare('pasts.ordersByEmail', (slot: Asked) => placedBy(orders.emailKey, slot)),
    ordersByPhone: prepare('pasts.ordersByPhone', (slot: Asked) => placedBy(orders.phoneKey, slot)),
    ordersByIds: prepare('pasts.ordersByIds', (slot: Slots<{ storeId: StoreId; ids: readonly OrderId[] }>) =>
      db
        .select(columns)
        .from(orders)
        .where(and(eq(orders.storeId, slot.storeId), kit.anyOf(orders.id, slot.ids))),
    ),
  };
};
