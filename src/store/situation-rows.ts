import { isAboutShopper, type Episode, type StepDone } from '../core/decide/snapshot.ts';
import type { RunFlow } from '../core/flows/flow.ts';
import type { ShopperId } from '../core/words/ids.ts';
import type { Campaigns } from '../ports/store/campaigns.ts';
import type { Carts, StoredCart } from '../ports/store/carts.ts';
import type { ContactLog } from '../ports/store/contact-log.ts';
import type { Consents } from '../ports/store/consents.ts';
import type { Coupons } from '../ports/store/coupons.ts';
import type { Episodes } from '../ports/store/episodes.ts';
import type { Flows } from '../ports/store/flows.ts';
import type { Messages } from '../ports/store/messages.ts';
import type { Orders } from '../ports/store/orders.ts';
import type { OutboundWebhooks } from '../ports/store/outbound-webhooks.ts';
import type { ConnectedStore, Stores } from '../ports/store/stores.ts';
import type { Suppressions } from '../ports/store/suppressions.ts';
import type { prepareSnapshots } from './snapshot-statements.ts';
import { offersOf } from './snapshot-offers.ts';
import { asksForPast, boughtBefore, ordersOf, type Keys } from './snapshot-orders.ts';
import { stepDone } from './snapshot-facts.ts';
import type { Load } from './snapshot-runs.ts';
import type { StandingQuery, StandingRow } from './standing.ts';
import type { SuppressionHashes } from './suppressions.ts';

export type Parts = {
  readonly stores: Pick<Stores, 'find' | 'secrets'>;
  readonly flows: Pick<Flows, 'get'>;
  readonly campaigns: Pick<Campaigns, 'find'>;
  readonly carts: Pick<Carts, 'byIds'>;
  readonly orders: Pick<Orders, 'byPeople' | 'byIds'>;
  readonly consents: Pick<Consents, 'ofKeys'>;
  readonly suppressions: Pick<Suppressions, 'findByKeys'> & SuppressionHashes;
  readonly episodes: Pick<Episodes, 'find' | 'ofCart' | 'ofOrder' | 'ofShopper' | 'speakingCarts'>;
  readonly messages: Pick<Messages, 'ofEpisode'>;
  readonly contactLog: Pick<ContactLog, 'latest'>;
  readonly coupons: Pick<Coupons, 'ofRun' | 'givenBefore'>;
  readonly outboundWebhooks: Pick<OutboundWebhooks, 'list'>;
};

export type ShopperRow = NonNullable<Awaited<ReturnType<Statements['shopper']['first']>>>;

export type Statements = ReturnType<typeof prepareSnapshots>;
export type Known = Load & {
  readonly cart: StoredCart;
  readonly store: ConnectedStore;
  readonly holdoutSecret: string;
  readonly flow: RunFlow;
  readonly shopperId: ShopperId;
  readonly run: Episode;
  readonly shopper: ShopperRow;
  readonly keys: Keys;
  readonly query: StandingQuery;
  readonly standing: StandingRow;
};

/** All that lies beyond the cart, its store and its flow: what there is of it, one statement each, at once. */
export const readRows = async (from: { statements: Statements; parts: Parts }, known: Known) => {
  const [ofRun, ofPerson] = await Promise.all([readRun(from, known), readPerson(from, known)]);
  return { ...ofRun, ...ofPerson };
};

const readRun = async ({ statements, parts }: { statements: Statements; parts: Parts }, known: Known) => {
  const { cart, shopperId, run, flow, kind, standing } = known;
  const { storeId } = cart;
  const asksBefore = flow.holdoutPercent > 0 && run.holdout === null && standing.runs !== null;
  const asksHigher = isAboutShopper(run);
  const [done, sentBefore, sentAt, speaking, started, before, open] = await Promise.all([
    standing.done === null ? [] : parts.messages.ofEpisode(run.id),
    sentBeforeLapse(parts, known),
    standing.sent === null ? [] : marketingSentAt(statements, known),
    // The cart itself is never newer than itself.
    standing.otherCart === null && !asksHigher ? [] : parts.episodes.speakingCarts(storeId, shopperId),
    standing.otherCart === null ? [cart] : statements.startedCarts.read({ storeId, shopperId }),
    asksBefore ? statements.holdoutBefore.first({ storeId, shopperId, flow: kind, id: run.id }) : null,
    asksHigher && standing.runs !== null ? statements.openRuns.read({ storeId, shopperId }) : [],
  ]);
  return { done, sentBefore, sentAt, speaking, started, before, open };
};

const readPerson = async ({ parts }: { parts: Parts }, known: Known) => {
  const { cart, shopperId, standing } = known;
  const { storeId } = cart;
  const keys = [known.keys.email, known.keys.phone].filter((key) => key !== null);
  const wasContacted = standing.contactsOfCart !== null || standing.contactsOfShopper !== null;
  const [orders, consents, suppressions, contact, past, offers, webhook] = await Promise.all([
    ordersOf(parts, known),
    standing.consents === null ? [] : parts.consents.ofKeys(storeId, keys),
    standing.optOuts === null ? [] : parts.suppressions.findByKeys(storeId, keys),
    wasContacted ? parts.contactLog.latest(storeId, { cartId: cart.id, shopperId }) : null,
    asksForPast(known.flow) ? boughtBefore(parts, known) : null,
    offersOf(parts, known),
    webhookOrigin(parts, known),
  ]);
  return { orders, consents, suppressions, contact, boughtBefore: past, offers, webhook };
};

/** Where a message for the shop's own program would go; undefined where no step sends one, null where nobody listens. */
const webhookOrigin = async (
  { outboundWebhooks }: Pick<Parts, 'outboundWebhooks'>,
  { store, flow }: Known,
): Promise<string | null | undefined> => {
  if (!flow.steps.some(({ channels }) => channels.includes('webhook'))) return undefined;
  const all = await outboundWebhooks.list(store.id);
  const first = all.find(({ state, events }) => state === 'active' && events.includes('message.due'));
  // The rest of the address may hold a secret of the shop's.
  return first === undefined ? null : new URL(first.url).origin;
};

const sentBeforeLapse = async (
  { episodes, messages }: Parts,
  { cart, kind }: Pick<Known, 'cart' | 'kind'>,
): Promise<readonly StepDone[]> => {
  if (kind !== 'abandoned_cart' || cart.lapsedAt === null) return [];
  const runs = await episodes.ofCart(cart.storeId, cart.id, kind);
  const ended = runs.filter(({ endReason }) => endReason === 'payment_pending');
  const done = await Promise.all(ended.map(({ id }) => messages.ofEpisode(id)));
  return done.flat().flatMap((message) => (message.sentAt === null ? [] : stepDone(message)));
};

export type Rows = Awaited<ReturnType<typeof readRows>>;

const marketingSentAt = async (
  { sentAt }: Pick<Statements, 'sentAt'>,
  { query: { storeId, shopperId, sentSince, messageId } }: Known,
): Promise<readonly Date[]> => {
  const rows = await sentAt.read({ storeId, shopperId, since: sentSince, id: messageId });
  return rows.flatMap((row) => row.sentAt ?? []);
};
