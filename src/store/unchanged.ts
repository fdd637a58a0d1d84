import { widestBudgetMs } from '../core/decide/budget.ts';
import { isAboutShopper, type Episode } from '../core/decide/snapshot.ts';
import type { RunFlow } from '../core/flows/flow.ts';
import type { EpisodeId, MessageId, ShopperId } from '../core/words/ids.ts';
import type { RunKind } from '../core/words/vocabulary.ts';
import type { StoredCart } from '../ports/store/carts.ts';
import type { StoredMessage } from '../ports/store/messages.ts';
import type { StoredOrder } from '../ports/store/orders.ts';
import type { Snapshots, Standing } from '../ports/store/snapshots.ts';
import type { ConnectedStore, Stores } from '../ports/store/stores.ts';
import { messageFact } from './snapshot-facts.ts';
import { asksForPast, ordersMatterSince } from './snapshot-orders.ts';
import { isSameStanding, type prepareStanding, type StandingQuery, type StandingRow } from './standing.ts';
import type { SuppressionHashes } from './suppressions.ts';

type Asked = {
  readonly cart: StoredCart;
  readonly episode: Episode | null;
  readonly message: StoredMessage | null;
  readonly order: StoredOrder | null;
  readonly kind: RunKind;
  readonly now: Date;
  readonly store: ConnectedStore;
  readonly shopperId: ShopperId;
  readonly keys: { readonly email: string | null; readonly phone: string | null };
};

export const standingQuery = async (
  suppressions: SuppressionHashes,
  { cart, episode, message, order, kind, now, store, shopperId, keys }: Asked,
): Promise<StandingQuery> => {
  const hash = await suppressions.hashOf(cart.storeId);
  const { budget } = store.settings;
  return {
    storeId: cart.storeId,
    kind,
    cartId: cart.id,
    activeAt: cart.lastActivityAt,
    shopperId,
    episodeId: episode?.id ?? ('' as EpisodeId),
    messageId: message?.id ?? ('' as MessageId),
    orderId: order?.id ?? null,
    emailKey: keys.email,
    phoneKey: keys.phone,
    emailHash: keys.email === null ? null : hash(keys.email),
    phoneHash: keys.phone === null ? null : hash(keys.phone),
    ordersSince: earlierOf(ordersMatterSince(cart, store, now), episode?.sinceAt ?? null),
    sentSince: new Date(now.getTime() - widestBudgetMs(budget)),
  };
};

const earlierOf = (one: Date, other: Date | null): Date => (other !== null && other < one ? other : one);

type Read = Pick<Asked, 'cart' | 'order'> & {
  readonly flow: RunFlow;
  readonly run: Episode;
  readonly query: StandingQuery;
  readonly standing: StandingRow;
};

/** What a situation stood on when it was read, by which `unchanged` knows it again. */
type Stood = { readonly query: StandingQuery; readonly row: StandingRow };

/**
 * Null where `standing` does not tell all: cart and order were read a moment before; and neither what earlier runs of
 * a lapsed order's cart sent is in it, nor what was bought long ago, nor how a campaign stands.
 */
export const stoodOn = ({ cart, order, flow, run, query, standing }: Read): Standing | null => {
  const isKnown = standing.cart === cart.revision && standing.order === (order?.revision ?? null);
  return isKnown && cart.lapsedAt === null && !asksForPast(flow) && !isAboutShopper(run)
    ? ({ query, row: standing } satisfies Stood as unknown as Standing)
    : null;
};

export const createUnchanged =
  (
    statements: { readonly standing: ReturnType<typeof prepareStanding> },
    { stores }: { readonly stores: Pick<Stores, 'find'> },
  ): Snapshots['unchanged'] =>
  async (situation, message, { ordersFreshForMs }) => {
    if (situation.standing === null) return null;
    const { query, row } = situation.standing as unknown as Stood;
    const [now, store] = await Promise.all([
      statements.standing.first(query),
      stores.find(situation.store.id),
    ]);
    const { snapshot, shopper } = situation;
    const stands =
      now !== null &&
      store?.revision === situation.store.revision &&
      now.message === message.revision &&
      now.episode === snapshot.episode.revision &&
      now.shopper === shopper.revision &&
      isSameStanding(now, row);
    if (!stands) return null;
    const { state, ordersSeenUntil } = store;
    const told = { ...snapshot.store, state, ordersSeenUntil, ordersFreshForMs };
    return { ...situation, store, snapshot: { ...snapshot, store: told, message: messageFact(message) } };
  };
