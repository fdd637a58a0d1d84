import { abandonedAt } from '../core/cart/state.ts';
import { latenessMs } from '../core/decide/anchor.ts';
import { widestBudgetMs } from '../core/decide/budget.ts';
import { humanFact } from '../core/decide/human-fact.ts';
import { shopperZone } from '../core/decide/shopper-zone.ts';
import type { Episode, Snapshot, StepDone } from '../core/decide/snapshot.ts';
import { suspectedBot } from '../core/decide/suspected-bot.ts';
import type { Flow } from '../core/flows/flow.ts';
import { remindersEndAt } from '../core/order/payment-end.ts';
import type { EpisodeId, MessageId, OrderId, ShopperId, StoreId } from '../core/words/ids.ts';
import type { FlowKind } from '../core/words/vocabulary.ts';
import type { Carts, StoredCart } from '../ports/store/carts.ts';
import type { ContactLog } from '../ports/store/contact-log.ts';
import type { Consents } from '../ports/store/consents.ts';
import type { Episodes } from '../ports/store/episodes.ts';
import type { Flows } from '../ports/store/flows.ts';
import type { Messages, StoredMessage } from '../ports/store/messages.ts';
import type { Orders, StoredOrder } from '../ports/store/orders.ts';
import type { Situation, SituationOf, Snapshots } from '../ports/store/snapshots.ts';
import type { ConnectedStore, Stores } from '../ports/store/stores.ts';
import type { Suppressions } from '../ports/store/suppressions.ts';
import type { Engine } from './engine.ts';
import { asksForPast, boughtBefore, ordersOf, type Keys } from './snapshot-orders.ts';
import { prepareSnapshots } from './snapshot-statements.ts';
import { channelFact, countryOfPhone, messageFact, newerThan, stepDone } from './snapshot-facts.ts';

type Parts = {
  readonly stores: Pick<Stores, 'find' | 'secrets'>;
  readonly flows: Pick<Flows, 'get'>;
  readonly carts: Pick<Carts, 'byIds'>;
  readonly orders: Pick<Orders, 'byPeople' | 'byIds'>;
  readonly consents: Pick<Consents, 'ofKeys'>;
  readonly suppressions: Pick<Suppressions, 'findByKeys'>;
  readonly episodes: Pick<Episodes, 'find' | 'ofCart' | 'ofOrder' | 'ofShopper' | 'speakingCarts'>;
  readonly messages: Pick<Messages, 'ofEpisode'>;
  readonly contactLog: Pick<ContactLog, 'latest'>;
};

export const createSnapshots = (engine: Engine, parts: Parts): Snapshots => {
  const statements = prepareSnapshots(engine);
  const load = createLoad(statements, parts);

  return {
    ofMessage: async (message, at) => {
      if (message.flow === null || message.episodeId === null) return null;
      const [cart, episode] = await Promise.all([
        parts.carts.byIds(message.storeId, [message.cartId]),
        parts.episodes.find(message.episodeId),
      ]);
      if (cart[0] === undefined || episode === null) return null;
      const order = await orderOf(parts, message.storeId, episode.orderId);
      return load({ cart: cart[0], episode, order, message, kind: message.flow, at });
    },
    ofCart: async (storeId, cartId, at) => {
      const [cart] = await parts.carts.byIds(storeId, [cartId]);
      if (cart === undefined) return null;
      const [episode] = await parts.episodes.ofCart(storeId, cartId, 'abandoned_cart');
      const message = await plannedOf(parts, episode);
      return load({ cart, episode: episode ?? null, order: null, message, kind: 'abandoned_cart', at });
    },
    ofOrder: async (storeId, { cartId, orderId }, at) => {
      const [carts, order, episode] = await Promise.all([
        parts.carts.byIds(storeId, [cartId]),
        orderOf(parts, storeId, orderId),
        parts.episodes.ofOrder(storeId, orderId),
      ]);
      if (carts[0] === undefined || order === null) return null;
      const message = await plannedOf(parts, episode ?? undefined);
      return load({ cart: carts[0], episode, order, message, kind: 'pending_payment', at });
    },
  };
};

const orderOf = async (
  { orders }: Pick<Parts, 'orders'>,
  storeId: StoreId,
  id: OrderId | null,
): Promise<StoredOrder | null> => (id === null ? null : ((await orders.byIds(storeId, [id]))[0] ?? null));

const plannedOf = async (
  { messages }: Pick<Parts, 'messages'>,
  episode: Episode | undefined,
): Promise<StoredMessage | null> =>
  episode === undefined ? null : ((await messages.ofEpisode(episode.id)).find(isWaiting) ?? null);

const isWaiting = ({ state }: StoredMessage): boolean => state === 'planned' || state === 'claimed';

type Load = {
  readonly cart: StoredCart;
  readonly episode: Episode | null;
  readonly order: StoredOrder | null;
  readonly message: StoredMessage | null;
  readonly kind: FlowKind;
  readonly at: SituationOf;
};

const createLoad =
  (statements: Statements, parts: Parts) =>
  async (load: Load): Promise<Situation | null> => {
    const { storeId } = load.cart;
    const shopperId = load.message?.shopperId ?? load.order?.shopperId ?? load.cart.shopperId;
    if (shopperId === null) return null;
    const [store, secrets, flow, shopper] = await Promise.all([
      parts.stores.find(storeId),
      parts.stores.secrets(storeId),
      parts.flows.get(storeId, load.kind),
      statements.shopper.first({ id: shopperId }),
    ]);
    if (store === null || secrets === null || flow === null || shopper === null) return null;
    const run = load.episode ?? supposedEpisode({ ...load, store, flow, shopperId });
    const keys = keysOf(contactOf(load), shopper);
    const known = { ...load, store, holdoutSecret: secrets.own, flow, shopperId, run, shopper, keys };
    return toSituation(known, await readRows({ statements, parts }, known));
  };

/** Who is written to where the cart itself does not tell; what they refused and bought counts under the same keys. */
const keysOf = (told: Contact, shopper: ShopperRow): Keys => ({
  email: told.email === null ? shopper.emailKey : told.emailKey,
  phone: told.phone === null ? shopper.phoneKey : told.phoneKey,
});

type Contact = Pick<StoredCart, 'email' | 'emailKey' | 'phone' | 'phoneKey' | 'name'>;

/** Whoever placed the order is told of its payment, even where somebody else filled the cart. */
const contactOf = ({ cart, order }: Pick<Load, 'cart' | 'order'>): Contact => {
  if (order === null) return cart;
  const { email, name } = order.snapshot.contact;
  // Its phone stands there as it was typed; the shopper's row has it as it can be called.
  return {
    email: order.emailKey === null ? null : email,
    emailKey: order.emailKey,
    phone: null,
    phoneKey: null,
    name,
  };
};

type ShopperRow = NonNullable<Awaited<ReturnType<Statements['shopper']['first']>>>;

type Statements = ReturnType<typeof prepareSnapshots>;
type Known = Load & {
  readonly store: ConnectedStore;
  readonly holdoutSecret: string;
  readonly flow: Flow;
  readonly shopperId: ShopperId;
  readonly run: Episode;
  readonly shopper: ShopperRow;
  readonly keys: Keys;
};

/** All that lies beyond the cart, its store and its flow; one statement each, at once. */
const readRows = async ({ statements, parts }: { statements: Statements; parts: Parts }, known: Known) => {
  const { cart, shopperId, run, flow, kind } = known;
  const { storeId } = cart;
  const keys = [known.keys.email, known.keys.phone].filter((key) => key !== null);
  const asksBefore = flow.holdoutPercent > 0 && run.holdout === null;
  const [done, sentBefore, sentAt, speaking, started, orders, consents, suppressions, before, contact, past] =
    await Promise.all([
      known.episode === null ? [] : parts.messages.ofEpisode(run.id),
      sentBeforeLapse(parts, known),
      marketingSentAt(statements, known),
      parts.episodes.speakingCarts(storeId, shopperId),
      statements.startedCarts.read({ storeId, shopperId }),
      ordersOf(parts, known),
      parts.consents.ofKeys(storeId, keys),
      parts.suppressions.findByKeys(storeId, keys),
      asksBefore ? statements.holdoutBefore.first({ storeId, shopperId, flow: kind, id: run.id }) : null,
      parts.contactLog.latest(storeId, { cartId: cart.id, shopperId }),
      asksForPast(flow) ? boughtBefore(parts, known) : null,
    ]);
  return {
    done,
    sentBefore,
    sentAt,
    speaking,
    started,
    orders,
    consents,
    suppressions,
    before,
    contact,
    boughtBefore: past,
  };
};

const sentBeforeLapse = async (
  { episodes, messages }: Parts,
  { cart, kind }: Pick<Load, 'cart' | 'kind'>,
): Promise<readonly StepDone[]> => {
  if (kind !== 'abandoned_cart' || cart.lapsedAt === null) return [];
  const runs = await episodes.ofCart(cart.storeId, cart.id, kind);
  const ended = runs.filter(({ endReason }) => endReason === 'payment_pending');
  const done = await Promise.all(ended.map(({ id }) => messages.ofEpisode(id)));
  return done.flat().flatMap((message) => (message.sentAt === null ? [] : stepDone(message)));
};

type Rows = Awaited<ReturnType<typeof readRows>>;

const toSituation = (known: Known, rows: Rows): Situation => {
  const { cart, store, flow, message, keys } = known;
  const person = shopperFacts(known, rows);
  const { consents, suppressions } = rows;
  const snapshot: Snapshot = {
    store: storeFacts(known),
    cart,
    newerCartId: newerThan(rows.speaking[0], cart),
    episode: known.run,
    message: message === null ? null : messageFact(message),
    steps: stepsOf(rows, message),
    paymentEndsAt: known.order === null ? null : remindersEndAt(known.order.snapshot, store.settings),
    shopper: person.facts,
    orders: rows.orders,
    channels: {
      email: channelFact('email', person.email, { key: keys.email, consents, suppressions }),
      whatsapp: channelFact('whatsapp', person.phone, { key: keys.phone, consents, suppressions }),
    },
    human: rows.contact === null ? null : humanFact(rows.contact, known.run),
    platformReminderAt: null,
  };
  return {
    snapshot,
    flow,
    store,
    cart,
    order: known.order,
    sentBefore: rows.sentBefore,
    shopper: { name: person.name, revision: known.shopper.revision },
  };
};

const stepsOf = ({ done, sentBefore }: Rows, message: StoredMessage | null): readonly StepDone[] => {
  const own = done.flatMap((other) => (other.id === message?.id ? [] : stepDone(other)));
  const known = new Set(own.map(({ messageId }) => messageId));
  return [...own, ...sentBefore.filter(({ messageId }) => !known.has(messageId))];
};

const storeFacts = ({ store, holdoutSecret, at: { ordersFreshForMs } }: Known): Snapshot['store'] => {
  const { id, platform, state, connectedAt, settings, ordersSeenUntil } = store;
  return { id, platform, state, connectedAt, settings, holdoutSecret, ordersSeenUntil, ordersFreshForMs };
};

/** What the cart itself tells counts more than what the shopper told before. */
const shopperFacts = (known: Known, rows: Rows) => {
  const { cart, store, shopperId, shopper: told } = known;
  const own = contactOf(known);
  const email = own.email ?? told.email;
  const phone = own.phone ?? told.phone;
  const country = cart.country ?? told.country ?? countryOfPhone(phone);
  const startedAt = rows.started.map((started) => started.startedAt);
  const facts: Snapshot['shopper'] = {
    id: shopperId,
    registered: cart.registered ?? told.registered,
    country,
    locale: cart.locale ?? told.locale,
    timeZone: shopperZone({ country, phone, storeZone: store.settings.timeZone }),
    marketingSentAt: rows.sentAt,
    suspectedBot: suspectedBot(email, startedAt),
    holdoutBefore: rows.before?.holdout ?? null,
    ...(rows.boughtBefore === null ? {} : { boughtBefore: rows.boughtBefore }),
  };
  return { facts, email, phone, name: own.name ?? told.name };
};

/** The run that would open now, for explaining a cart that has none. */
const supposedEpisode = ({
  cart,
  order,
  store,
  flow,
  shopperId,
  at: { now },
}: Pick<Known, 'cart' | 'order' | 'store' | 'flow' | 'shopperId' | 'at'>): Episode => {
  const anchorAt = order?.snapshot.placedAt ?? abandonedAt(cart, store.settings);
  return {
    id: '' as EpisodeId,
    storeId: cart.storeId,
    shopperId,
    flow: flow.kind,
    cartId: cart.id,
    orderId: order?.id ?? null,
    anchorAt,
    lateMs: latenessMs(order ?? cart, anchorAt, flow),
    openedAt: anchorAt > now ? anchorAt : now,
    endedAt: null,
    endReason: null,
    holdout: null,
    revision: 0,
  };
};

const marketingSentAt = async (
  { sentAt }: Pick<Statements, 'sentAt'>,
  { store, shopperId, message, at }: Known,
): Promise<readonly Date[]> => {
  const since = new Date(at.now.getTime() - widestBudgetMs(store.settings.budget));
  const id = message?.id ?? ('' as MessageId);
  const rows = await sentAt.read({ storeId: store.id, shopperId, since, id });
  return rows.flatMap((row) => row.sentAt ?? []);
};
