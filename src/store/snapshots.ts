import { campaignFlow } from '../core/campaigns/campaign.ts';
import { humanFact } from '../core/decide/human-fact.ts';
import { shopperZone } from '../core/decide/shopper-zone.ts';
import type { Episode, Snapshot, StepDone } from '../core/decide/snapshot.ts';
import { suspectedBot } from '../core/decide/suspected-bot.ts';
import { remindersEndAt } from '../core/order/payment-end.ts';
import { NO_CART, type OrderId, type StoreId } from '../core/words/ids.ts';
import type { StoredCart } from '../ports/store/carts.ts';
import type { StoredMessage } from '../ports/store/messages.ts';
import type { StoredOrder } from '../ports/store/orders.ts';
import type { Situation, Snapshots } from '../ports/store/snapshots.ts';
import type { Engine } from './engine.ts';
import { createFlowMemory } from './flow-memory.ts';
import type { Keys } from './snapshot-orders.ts';
import { prepareSnapshots } from './snapshot-statements.ts';
import { aboutShopper, higherFlow, rulesOf, supposedEpisode, whoseRun, type Load } from './snapshot-runs.ts';
import {
  channelFact,
  countryOfPhone,
  messageFact,
  newerThan,
  noCart,
  stepDone,
  webhookFact,
} from './snapshot-facts.ts';
import { createUnchanged, standingQuery, stoodOn } from './unchanged.ts';
import {
  readRows,
  type Known,
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
      const { storeId, cartId, flow: kind } = message;
      const [carts, episode] = await Promise.all([
        cartId === NO_CART ? [null] : parts.carts.byIds(storeId, [cartId]),
        parts.episodes.find(message.episodeId),
      ]);
      if (carts[0] === undefined || episode === null) return null;
      const order = await orderOf(parts, storeId, episode.orderId);
      return load({ storeId, cart: carts[0], episode, order, message, kind, at });
    },
    unchanged: createUnchanged(statements, parts),
    ofCart: async (storeId, cartId, at) => {
      const [cart] = await parts.carts.byIds(storeId, [cartId]);
      if (cart === undefined) return null;
      const [episode] = await parts.episodes.ofCart(storeId, cartId, 'abandoned_cart');
      const message = await plannedOf(parts, episode);
      const kind = 'abandoned_cart';
      return load({ storeId, cart, episode: episode ?? null, order: null, message, kind, at });
    },
    ofOrder: async (storeId, { cartId, orderId }, at) => {
      const [carts, order, episode] = await Promise.all([
        parts.carts.byIds(storeId, [cartId]),
        orderOf(parts, storeId, orderId),
        parts.episodes.ofOrder(storeId, orderId),
      ]);
      if (carts[0] === undefined || order === null) return null;
      const message = await plannedOf(parts, episode ?? undefined);
      return load({ storeId, cart: carts[0], episode, order, message, kind: 'pending_payment', at });
    },
    ofShopper: async (run, at) => {
      const { storeId, shopperId } = run;
      const [newest] = await parts.episodes.speakingCarts(storeId, shopperId);
      const [cart] = newest === undefined ? [] : await parts.carts.byIds(storeId, [newest.id]);
      const episode = aboutShopper(run, cart?.id ?? NO_CART, at);
      const rules = run.flow === 'campaign' ? campaignFlow(run.campaign) : null;
      const about = { cart: cart ?? null, episode, order: null, message: null };
      return load({ storeId, ...about, kind: run.flow, rules, at });
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
    const shopperId = whoseRun(load);
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
  const { storeId, shopperId, at } = load;
  const [store, secrets, shopper] = await Promise.all([
    parts.stores.find(storeId),
    parts.stores.secrets(storeId),
    statements.shopper.first({ id: shopperId }),
  ]);
  if (store === null || secrets === null || shopper === null) return null;
  const cart = load.cart ?? noCart(shopper, load.episode, at.now);
  const keys = keysOf(contactOf({ ...load, cart }), shopper);
  const query = await standingQuery(parts.suppressions, { ...load, cart, now: at.now, store, keys });
  const standing = await statements.standing.first(query);
  const flow = await rulesOf({ ...parts, flowAt }, load, standing?.flow ?? null);
  if (standing === null || flow === null) return null;
  const run = load.episode ?? supposedEpisode({ ...load, cart, store, flow });
  return { ...load, cart, store, holdoutSecret: secrets.own, flow, run, shopper, keys, query, standing };
};

/** Who is written to where the cart itself does not tell; what they refused and bought counts under the same keys. */
const keysOf = (told: Contact, shopper: ShopperRow): Keys => ({
  email: told.email === null ? shopper.emailKey : told.emailKey,
  phone: told.phone === null ? shopper.phoneKey : told.phoneKey,
});

type Contact = Pick<StoredCart, 'email' | 'emailKey' | 'phone' | 'phoneKey' | 'name'>;

/** Whoever placed the order is told of its payment, even where somebody else filled the cart. */
const contactOf = ({ cart, order }: Pick<Known, 'cart' | 'order'>): Contact => {
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
  // What a campaign says is written for it; there is nothing built in to say instead.
  const builtIn = flow.kind !== 'campaign';
  const snapshot: Snapshot = {
    store: storeFacts(known),
    cart,
    newerCartId: newerThan(rows.speaking[0], cart),
    higherFlow: higherFlow(known, rows),
    episode: known.run,
    message: message === null ? null : messageFact(message),
    steps: stepsOf(rows, message),
    paymentEndsAt: known.order === null ? null : remindersEndAt(known.order.snapshot, store.settings),
    shopper: person.facts,
    orders: rows.orders,
    channels: {
      email: channelFact('email', person.email, { key: keys.email, consents, suppressions, builtIn }),
      whatsapp: channelFact('whatsapp', person.phone, { key: keys.phone, consents, suppressions, builtIn }),
      ...(rows.webhook === undefined
        ? {}
        : { webhook: webhookFact(rows.webhook, { consents, suppressions, builtIn }) }),
    },
    human: rows.contact === null ? null : humanFact(rows.contact, known.run),
    platformReminderAt: cart.platformRemindedAt,
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
    suspectedBot: told.trustedAt === null ? suspectedBot(email, startedAt) : null,
    holdoutBefore: rows.before?.holdout ?? null,
    ...(rows.boughtBefore === null ? {} : { boughtBefore: rows.boughtBefore }),
  };
  return { facts, email, phone, name: own.name ?? told.name };
};
