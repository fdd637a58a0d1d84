import type { OrderFact } from '../core/decide/snapshot.ts';
import type { Flow } from '../core/flows/flow.ts';
import type { StoredCart } from '../ports/store/carts.ts';
import type { Orders, StoredOrder } from '../ports/store/orders.ts';
import type { ConnectedStore } from '../ports/store/stores.ts';
import { orderFact } from './snapshot-facts.ts';

type Parts = { readonly orders: Pick<Orders, 'byPeople'> };

type Known = {
  readonly cart: StoredCart;
  readonly keys: Keys;
  readonly at: { readonly now: Date };
  readonly order: StoredOrder | null;
  readonly store: ConnectedStore;
};

export type Keys = { readonly email: string | null; readonly phone: string | null };

const BEFORE_START_MS = 5 * 60_000;
/** Thrice the cool-off, for those who buy the same again. */
const COOL_OFFS = 3;

/** The orders that stop or hold messages about the cart. */
export const ordersOf = async ({ orders }: Parts, known: Known): Promise<readonly OrderFact[]> => {
  const { cart, keys, at, order: own } = known;
  const { coolOffMs, recoveryHorizonMs } = known.store.settings;
  const since = Math.min(
    cart.startedAt.getTime() - BEFORE_START_MS,
    at.now.getTime() - COOL_OFFS * coolOffMs,
  );
  const found = await orders.byPeople(cart.storeId, peopleOf(keys), new Date(since));
  const productIds = (cart.registers.contents?.value.lines ?? []).flatMap(({ productId }) => productId ?? []);
  const all = own === null || found.some(({ id }) => id === own.id) ? found : [...found, own];
  const facts = { productIds, horizonMs: recoveryHorizonMs, settings: known.store.settings, own };
  return all.map((order) => orderFact(order, cart, facts));
};

/** Read only where a step is for new shoppers, or for those who return. */
export const asksForPast = ({ steps }: Flow): boolean =>
  steps.some(({ conditions }) => (conditions?.shopper ?? null) !== null);

export const boughtBefore = async ({ orders }: Parts, { cart, keys }: Known): Promise<boolean> => {
  const ever = await orders.byPeople(cart.storeId, peopleOf(keys), new Date(0));
  return ever.some(
    ({ meaning, snapshot }) => meaning.kind === 'bought' && snapshot.placedAt < cart.startedAt,
  );
};

const peopleOf = (keys: Keys) => ({
  emailKeys: keys.email === null ? [] : [keys.email],
  phoneKeys: keys.phone === null ? [] : [keys.phone],
});
