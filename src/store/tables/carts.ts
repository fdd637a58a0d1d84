import { sql } from 'drizzle-orm';
import type { Credit } from '../../core/order/order.ts';
import type { CartId, OrderId, ShopperId, StoreId } from '../../core/words/ids.ts';
import { ODD_CURRENCIES } from '../../core/words/money.ts';
import type { ClosedReason, SettledState } from '../../core/words/vocabulary.ts';
import type { Kit } from '../kits/postgres.ts';

/** Said literally by whoever wants the partial index. */
export const IN_ODD_CURRENCY = `currency in (${ODD_CURRENCIES.map((currency) => `'${currency}'`).join(', ')})`;

/** Said literally, too. */
export const NOT_REDACTED = 'not redacted';

export const describeCarts = (kit: Kit) => ({
  carts: cartsTable(kit),
  cartRefs: cartRefsTable(kit),
  cartWords: cartWordsTable(kit),
  timeline: timelineTable(kit),
});

const cartColumns = (kit: Kit) => ({
  id: kit.text<CartId>().primaryKey(),
  storeId: kit.text<StoreId>().notNull(),
  externalId: kit.text().notNull(),
  shopperId: kit.text<ShopperId>(),
  /** As `cart-registers.ts` writes them; of the platform's return link a fingerprint, it stands sealed beside. */
  registers: kit.text().notNull(),
  returnUrlEnc: kit.text(),
  state: kit.text<SettledState>().notNull(),
  closedReason: kit.text<ClosedReason>(),
  redacted: kit.boolean().notNull(),
  email: kit.text(),
  emailKey: kit.text(),
  phone: kit.text(),
  phoneKey: kit.text(),
  name: kit.text(),
  registered: kit.boolean(),
  locale: kit.text(),
  country: kit.text(),
  currency: kit.text(),
  totalMinor: kit.bigint(),
  linesCount: kit.integer().notNull(),
  startedAt: kit.instant().notNull(),
  lastActivityAt: kit.instant().notNull(),
  firstSeenAt: kit.instant().notNull(),
  lapsedAt: kit.instant(),
  /** When the sweep has to look at this cart next; null: nothing to decide. */
  judgeAt: kit.instant(),
  orderId: kit.text<OrderId>(),
  credit: kit.json<Credit>(),
  /** Of the words in `cart_words`, so that they are written only when they changed. */
  searchHash: kit.text(),
  /** When the platform itself reminded the shopper; written beside all that is told of the cart. */
  platformRemindedAt: kit.instant(),
  revision: kit.integer().notNull(),
});

const cartsTable = (kit: Kit) =>
  kit.table('carts', cartColumns(kit), (t) => [
    kit.uniqueIndex('carts_by_external_id').on(t.storeId, t.externalId),
    // The list walks these three; what it filters by stands in them, so that only shown rows are read themselves.
    kit
      .index('carts_by_activity')
      .on(
        t.storeId,
        t.lastActivityAt,
        t.id,
        t.state,
        t.lapsedAt,
        t.emailKey,
        t.phoneKey,
        t.totalMinor,
        t.currency,
        t.registered,
        t.country,
      ),
    kit.index('carts_by_state').on(t.storeId, t.state, t.lastActivityAt, t.id, t.totalMinor),
    kit
      .index('carts_by_total')
      .on(t.storeId, t.totalMinor, t.id, t.lastActivityAt, t.state, t.lapsedAt, t.emailKey, t.phoneKey),
    // For countries of few carts; without the activity, so that it is written once and not with every change.
    kit.index('carts_by_country').on(t.storeId, t.country),
    // Few or none in most stores: minor units of these cannot be compared with those of the others.
    kit.index('carts_in_odd_currencies').on(t.storeId).where(sql.raw(IN_ODD_CURRENCY)),
    kit.index('carts_by_shopper').on(t.storeId, t.shopperId),
    kit.index('carts_by_email').on(t.storeId, t.emailKey),
    kit.index('carts_by_phone').on(t.storeId, t.phoneKey),
    kit
      .index('carts_by_order')
      .on(t.storeId, t.orderId)
      .where(sql`order_id is not null`),
    // By what stays as it is: the time of the last activity would be written here with every change.
    kit.index('carts_to_retire').on(t.storeId, t.startedAt).where(sql.raw(NOT_REDACTED)),
    kit
      .index('carts_to_judge')
      .on(t.storeId, t.judgeAt)
      .where(sql`judge_at is not null`),
  ]);

/** Every id by which an order or a listing may name a cart. */
const cartRefsTable = (kit: Kit) =>
  kit.table(
    'cart_refs',
    {
      storeId: kit.text<StoreId>().notNull(),
      ref: kit.text().notNull(),
      cartId: kit.text<CartId>().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.storeId, t.ref, t.cartId] }),
      kit.index('cart_refs_by_cart').on(t.cartId),
    ],
  );

/** What the search finds a cart by: words, beginnings are ranges of the key. */
const cartWordsTable = (kit: Kit) =>
  kit.table(
    'cart_words',
    {
      storeId: kit.text<StoreId>().notNull(),
      word: kit.text().notNull(),
      lastActivityAt: kit.instant().notNull(),
      cartId: kit.text<CartId>().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.storeId, t.word, t.lastActivityAt, t.cartId] }),
      kit.index('cart_words_by_cart').on(t.cartId),
    ],
  );

/** The append-only story of a cart. Ids grow with time. */
const timelineTable = (kit: Kit) =>
  kit.table(
    'timeline',
    {
      id: kit.text().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      cartId: kit.text<CartId>().notNull(),
      at: kit.instant().notNull(),
      kind: kit.text().notNull(),
      reason: kit.text(),
      facts: kit.json<Readonly<Record<string, unknown>>>().notNull(),
    },
    (t) => [kit.index('timeline_by_cart').on(t.storeId, t.cartId, t.id)],
  );
