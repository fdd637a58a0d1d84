import type { OrderFact } from '../core/decide/snapshot.ts';
import type { RunFlow } from '../core/flows/flow.ts';
import type { StoredCart } from '../ports/store/carts.ts';
import type { Orders, StoredOrder } from '../ports/store/orders.ts';
import type { ConnectedStore } from '../ports/store/stores.ts';
import { orderFact } from './snapshot-facts.ts';
import type { StandingQuery, StandingRow } from './standing.ts';

type Parts = { readonly orders: Pick<Orders, 'byPeople'> };

type Known = {
  readonly cart: StoredCart;
  readonly keys: Keys;
  readonly order: StoredOrder | null;
  readonly store: ConnectedStore;
  readonly query: Pick<StandingQuery, 'ordersSince'>;
  readonly standing: Pick<StandingRow, 'ordersByEmail' | 'ordersByPhone'>;
};

export type Keys = { readonly email: string | null; readonly phone: string | null };

const BEFORE_START_MS = 5 * 60_000;
/** Thrice the cool-off, for those who buy the same again. */
const COOL_OFFS = 3;

/** Orders placed before then neither stop nor hold messages about the cart. */
export const ordersMatterSince = (cart: StoredCart, { settings }: ConnectedStore, now: Date): Date =>
  new Date(
    Math.min(cart.startedAt.getTime() - BEFORE_START_MS, now.getTime() - COOL_OFFS * settings.coolOffMs),
  );

/** The orders that stop or hold messages about the cart. */
export const ordersOf = async ({ orders }: Parts, known: Known): Promise<readonly OrderFact[]> => {
  const { cart, keys, query, standing, order: own } = known;
  const { recoveryHorizonMs } = known.store.settings;
  const hasSome = standing.ordersByEmail !== null || standing.ordersByPhone !== null;
  const found = hasSome ? await orders.byPeople(cart.storeId, peopleOf(keys), query.ordersSince) : [];
  const productIds = (cart.registers.contents?.value.lines ?? []).flatMap(({ productId }) => productId ?? []);
  const all = own === null || found.some(({ id }) => id === own.id) ? found : [...found, own];
  const facts = { productIds, horizonMs: recoveryHorizonMs, settings: known.store.settings, own };
  return all.map((order) => orderFact(order, cart, facts));
};

/** Read only where a step is for new shoppers, or for those who return. */
export const asksForPast = ({ steps }: RunFlow): boolean =>
  steps.some(({ conditions }) => (conditions?.shopper ?? null) !== null);

export const boughtBefore = async (
  { orders }: Parts,
  { cart, keys }: Pick<Known, 'cart' | 'keys'>,
): Promise<boolean> => {
  const ever = await orders.byPeople(cart.storeId, peopleOf(keys), new Date(0));
  return ever.some(
    ({ meaning, snapshot }) => meaning.kind === 'bought' && snapshot.placedAt < cart.startedAt,
  );
};

const peopleOf = (keys: Keys) => ({
  emailKeys: keys.email === null ? [] : [keys.email],
  phoneKeys: keys.phone === null ? [] : [keys.phone],
});
