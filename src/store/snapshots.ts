import { abandonedAt } from '../core/cart/state.ts';
import { latenessMs } from '../core/decide/anchor.ts';
import { humanFact } from '../core/decide/human-fact.ts';
import { shopperZone } from '../core/decide/shopper-zone.ts';
import type { Episode, Snapshot, StepDone } from '../core/decide/snapshot.ts';
import { suspectedBot } from '../core/decide/suspected-bot.ts';
import { remindersEndAt } from '../core/order/payment-end.ts';
import type { EpisodeId, OrderId, StoreId } from '../core/words/ids.ts';
import type { StoredCart } from '../ports/store/carts.ts';
import type { StoredMessage } from '../ports/store/messages.ts';
import type { StoredOrder } from '../ports/store/orders.ts';
import type { Situation, Snapshots } from '../ports/store/snapshots.ts';
import type { Engine } from './engine.ts';
import { createFlowMemory } from './flow-memory.ts';
import type { Keys } from './snapshot-orders.ts';
import { prepareSnapshots } from './snapshot-statements.ts';
import { channelFact, countryOfPhone, messageFact, newerThan, stepDone } from './snapshot-facts.ts';
import { createUnchanged, standingQuery, stoodOn } from './unchanged.ts';
import {
  readRows,
  type Known,
  type Load,
  type Parts,
  type Rows,
  type ShopperRow,
  type Statements,
} from './situation-rows.ts';

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
    unchanged: createUnchanged(statements, parts),
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

const createLoad = (statements: Statements, parts: Parts) => {
  const flowAt = createFlowMemory(parts.flows);
  return async (load: Load): Promise<Situation | null> => {
    const shopperId = load.message?.shopperId ?? load.order?.shopperId ?? load.cart.shopperId;
    if (shopperId === null) return null;
    const known = await readBasis({ statements, parts, flowAt }, { ...load, shopperId });
    return known === null ? null : toSituation(known, await readRows({ statements, parts }, known));
  };
};

type From = {
  readonly statements: Statements;
  readonly parts: Parts;
  readonly flowAt: ReturnType<typeof createFlowMemory>;
};

/** The store, the flow and the shopper, and what there is to be read of all else; null where one of them is gone. */
const readBasis = async (
  { statements, parts, flowAt }: From,
  load: Load & Pick<Known, 'shopperId'>,
): Promise<Known | null> => {
  const { cart, shopperId, kind, at } = load;
  const [store, secrets, shopper] = await Promise.all([
    parts.stores.find(cart.storeId),
    parts.stores.secrets(cart.storeId),
    statements.shopper.first({ id: shopperId }),
  ]);
  if (store === null || secrets === null || shopper === null) return null;
  const keys = keysOf(contactOf(load), shopper);
  const query = await standingQuery(parts.suppressions, { ...load, now: at.now, store, keys });
  const standing = await statements.standing.first(query);
  const flow = await flowAt(cart.storeId, kind, standing?.flow ?? null);
  if (standing === null || flow === null) return null;
  const run = load.episode ?? supposedEpisode({ ...load, store, flow });
  return { ...load, store, holdoutSecret: secrets.own, flow, run, shopper, keys, query, standing };
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
    ...(rows.offers === null ? {} : { offers: rows.offers }),
  };
  return {
    snapshot,
    flow,
    store,
    cart,
    order: known.order,
    sentBefore: rows.sentBefore,
    shopper: { name: person.name, revision: known.shopper.revision },
    standing: stoodOn(known),
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
