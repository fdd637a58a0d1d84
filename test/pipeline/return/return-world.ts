import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { createAdapters } from '../../../adapters/index.ts';
import type { CartContents } from '../../../src/core/cart/cart.ts';
import type { OrderObservation } from '../../../src/core/cart/observation.ts';
import { orderMeaning } from '../../../src/core/order/meaning.ts';
import { mergeOrder } from '../../../src/core/order/merge.ts';
import { linkKeyOf, manualToken } from '../../../src/core/message/manual-link.ts';
import { summarise } from '../../../src/core/results/summary.ts';
import type { Basis } from '../../../src/core/results/funnel.ts';
import type {
  CartId,
  EpisodeId,
  MessageId,
  OrderId,
  ShopperId,
  StepId,
  StoreId,
} from '../../../src/core/words/ids.ts';
import type { Platform } from '../../../src/core/words/vocabulary.ts';
import { createReturns } from '../../../src/pipeline/return/returns.ts';
import type { StoredCart } from '../../../src/ports/store/carts.ts';
import type { StoredOrder } from '../../../src/ports/store/orders.ts';
import type { Row } from '../../../src/store/tables/tables.ts';
import type { TestDatabase } from '../../store/databases.ts';
import { openTestStore, silentLog } from '../../store/open-test-store.ts';
import { orderSeen } from '../../support/observations.ts';
import { episodeRow, messageRow } from '../../support/rows.ts';
import { storedCart } from '../../support/stored.ts';
import { aConnection } from '../../support/a-connection.ts';

export const noon = new Date('2026-11-21T12:00:00.000Z');
export const after = (ms: number): Date => new Date(noon.getTime() + ms);
export const HOUR = 3_600_000;
export const BROWSER = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15';

/** A store, its carts and messages, and everything about links and credit, on a real database. */
export const openReturnWorld = async (make: () => Promise<TestDatabase>) => {
  const opened = await openTestStore(make);
  const engine = opened.openEngine();
  const linkKey = linkKeyOf(new Uint8Array(32).fill(5));
  const adapters = createAdapters();
  const reconsidered: unknown[] = [];
  const parts = {
    store: opened.store,
    adapterOf: (platform: Platform) => adapters.find((adapter) => adapter.platform === platform) ?? null,
    dress: (_store: unknown, contents: CartContents) => Promise.resolve(contents),
    reconsider: (what: unknown) => {
      reconsidered.push(what);
      return [];
    },
    linkKeys: [linkKey],
    randomBytes,
    log: silentLog,
  };
  const returns = createReturns(parts);
  const { store } = opened;

  const connect = async (name: string, given: { platform?: Platform; url?: string | null } = {}) => {
    const connected = await store.stores.connect(
      aConnection({ externalKey: name, name, now: noon, ...given }),
    );
    return connected.store.id;
  };

  const openEpisode = async (cart: StoredCart, given: Partial<Row<'episodes'>> = {}) => {
    const flow = given.flow ?? 'abandoned_cart';
    const episode = episodeRow({
      id: `e-${cart.id}-${flow}` as EpisodeId,
      storeId: cart.storeId,
      cartId: cart.id,
      shopperId: cart.shopperId!,
      endedAt: noon,
      flow,
      ...given,
    });
    await engine.commit([engine.write(engine.db.insert(engine.tables.episodes).values(episode))]);
    await store.commit(
      store.reports.count({ ...episode, kind: 'abandoned', timeZone: ZONE, stepId: null, channel: null }),
    );
    return episode;
  };

  /** A cart with its episode, as the sweep opens it. */
  const abandon = async (
    storeId: StoreId,
    name: string,
    given: {
      cart?: Partial<StoredCart>;
      url?: string | null;
      shopper?: string;
      episode?: Partial<Row<'episodes'>>;
    } = {},
  ) => {
    const url = given.url === undefined ? `https://shop.example/cart?key=${name}` : given.url;
    const shopperId = (given.shopper ?? `p-${name}`) as ShopperId;
    const cart = storedCart(
      { externalId: name, returnUrl: url },
      { id: name as CartId, storeId, shopperId, lastActivityAt: noon, ...given.cart },
    );
    await store.commit(store.carts.inserted(cart, url));
    return { cart, episode: await openEpisode(cart, given.episode) };
  };

  /** An accepted message with its two links, as the sender leaves it. */
  const remind = async (
    { cart, episode }: Awaited<ReturnType<typeof abandon>>,
    step = 'first',
    given: Partial<Row<'messages'>> & { couponCode?: string } = {},
  ) => {
    const { couponCode = null, ...columns } = given;
    const message = messageRow({
      id: `m-${cart.id}-${step}` as MessageId,
      storeId: cart.storeId,
      episodeId: episode.id,
      flow: episode.flow,
      stepId: step as StepId,
      cartId: cart.id,
      shopperId: episode.shopperId,
      toAddress: `${cart.id}@example.com`,
      ...columns,
    });
    const facts = {
      storeId: cart.storeId,
      messageId: message.id,
      cartId: cart.id,
      shopperId: episode.shopperId,
      channel: 'email',
      couponCode,
    } as const;
    const back = store.links.create({ ...facts, kind: 'return' }, { now: noon, randomBytes });
    const out = store.links.create({ ...facts, kind: 'unsubscribe' }, { now: noon, randomBytes });
    await engine.commit([engine.write(engine.db.insert(engine.tables.messages).values(message))]);
    await store.commit([
      back.write,
      out.write,
      ...store.reports.count({ ...message, kind: 'reached', timeZone: ZONE, openedAt: episode.openedAt }),
    ]);
    return { message, back: back.token, out: out.token };
  };

  const visit = (token: unknown, at = after(HOUR), given: Parameters<typeof request>[1] = {}) =>
    returns.openReturnLink(request(token, given), at);

  /** As orders are processed: read, credit, and write all of it together; again when somebody was faster. */
  const receiveOrder = async (
    storeId: StoreId,
    seen: Partial<OrderObservation>,
    cartIds: readonly string[],
  ): Promise<StoredOrder> => {
    const told = orderSeen({ externalId: 'o1', ...seen });
    for (;;) {
      const [known] = await store.orders.byExternalIds(storeId, [told.externalId]);
      const carts = await store.carts.byIds(storeId, cartIds as CartId[]);
      const merged = mergeOrder(known ?? null, told, told.updatedAt);
      const meaning = orderMeaning(merged);
      const order: StoredOrder = {
        id: `${storeId}-${told.externalId}` as OrderId,
        storeId,
        externalId: told.externalId,
        shopperId: null,
        emailKey: null,
        phoneKey: null,
        firstSeenAt: noon,
        cartId: null,
        credit: null,
        ...known,
        ...merged,
        meaning,
        revision: (known?.revision ?? 0) + 1,
      };
      const connected = await store.stores.find(storeId);
      const answer = await returns.creditOrder({
        order,
        meaning: meaning.kind,
        carts,
        store: { timeZone: ZONE, attributionWindowMs: connected!.settings.attributionWindowMs },
      });
      const next = { ...order, credit: answer.credit, cartId: answer.cartId };
      const outcome = await store.commit([
        ...(known === undefined ? store.orders.inserted(next, []) : store.orders.updated(known, next, [])),
        ...answer.writes,
        ...carts.flatMap((cart) => store.carts.updated(cart, settle(cart, next), null)),
      ]);
      if (outcome === 'committed') return next;
    }
  };

  const totals = async (storeId: StoreId, basis: Basis = 'episode') => {
    const rows = await store.reports.sums({ storeId, from: '2026-01-01', to: '2028-01-01', by: 'day' });
    return summarise(rows, { basis, groupBy: 'day', platform: 'custom' }).totals;
  };

  return {
    store,
    returns,
    parts,
    linkKey,
    reconsidered,
    connect,
    abandon,
    openEpisode,
    remind,
    request,
    visit,
    receiveOrder,
    totals,
    miscounts: (storeId: StoreId) =>
      store.reports.recount({ storeId, timeZone: ZONE, from: '2026-01-01', to: '2028-01-01' }),
    clicks: async (storeId: StoreId) => {
      const { clicks } = engine.tables;
      return engine.read(engine.db.select().from(clicks).where(eq(clicks.storeId, storeId)));
    },
    cart: async (storeId: StoreId, id: string) => (await store.carts.byIds(storeId, [id as CartId]))[0]!,
    order: async (storeId: StoreId, externalId = 'o1') =>
      (await store.orders.byExternalIds(storeId, [externalId]))[0]!,
    manualTokenOf: async (storeId: StoreId, cartId: string) => {
      const secrets = await store.stores.secrets(storeId);
      const ownSecret = Buffer.from(secrets!.own, 'base64url');
      return manualToken({ storeId, cartId: cartId as CartId }, { linkKey, ownSecret });
    },
    close: async () => {
      await engine.close();
      await opened.close();
    },
  };
};

const request = (token: unknown, given: { method?: 'GET' | 'HEAD'; userAgent?: string | null } = {}) => ({
  token,
  method: 'GET' as const,
  userAgent: BROWSER,
  purpose: null,
  acceptLanguage: 'en',
  ...given,
});

const ZONE = 'America/Sao_Paulo';

const settle = (cart: StoredCart, order: StoredOrder): StoredCart => ({
  ...cart,
  ...(order.meaning.kind === 'bought'
    ? { state: order.cartId === cart.id ? ('recovered' as const) : ('purchased' as const) }
    : { state: order.meaning.kind === 'pending' ? ('pending_payment' as const) : ('closed' as const) }),
  closedReason: order.meaning.kind === 'cancelled' ? 'order_cancelled' : null,
  orderId: order.id,
  credit: order.credit,
  revision: cart.revision + 1,
});

export type ReturnWorld = Awaited<ReturnType<typeof openReturnWorld>>;
