import type { CartContents } from '../../core/cart/cart.ts';
import { withCards } from '../../core/cart/product-card.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { Adapter } from '../../ports/adapter.ts';
import type { CartViews } from '../../ports/store/cart-views.ts';
import type { Situation, Snapshots } from '../../ports/store/snapshots.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { Store } from '../../ports/store/store.ts';

export type DressParts = {
  readonly store: Pick<Store, 'stores' | 'products'>;
  readonly adapters: ReadonlyMap<Platform, Pick<Adapter, 'products'>>;
  readonly now: () => Date;
};

/**
 * Lines of carts that are shown and decided on come with what is known of their products. Carts of platforms that
 * tell all of it themselves cost nothing more; what is kept of a cart never changes by it.
 */
export const createDressed = (parts: DressParts) => ({
  snapshots: ({ ofMessage, unchanged, ofCart, ofOrder, ofShopper }: Snapshots): Snapshots => ({
    ofMessage: async (...given) => dressSituation(parts, await ofMessage(...given)),
    unchanged: async (...given) => dressAgain(parts, await unchanged(...given)),
    ofCart: async (...given) => dressSituation(parts, await ofCart(...given)),
    ofOrder: async (...given) => dressSituation(parts, await ofOrder(...given)),
    ofShopper: async (...given) => dressSituation(parts, await ofShopper(...given)),
  }),
  contents: async (store: ConnectedStore, contents: CartContents): Promise<CartContents> =>
    hasCards(parts, store.platform) ? (await createDress(parts, store.id, [contents]))(contents) : contents,
  cartViews: ({ byIds }: CartViews): CartViews => ({
    byIds: async (storeId, ids) => {
      const [views, store] = await Promise.all([byIds(storeId, ids), parts.store.stores.find(storeId)]);
      if (store === null || !hasCards(parts, store.platform)) return views;
      const dress = await createDress(
        parts,
        storeId,
        views.map(({ contents }) => contents),
      );
      return views.map((view) => ({ ...view, contents: dress(view.contents) }));
    },
  }),
});

/** What is decided on, and read to the shopper; the cart beside it stays as it is kept. */
const dressSituation = async (parts: DressParts, situation: Situation | null): Promise<Situation | null> => {
  if (situation === null || !hasCards(parts, situation.store.platform)) return situation;
  const { cart } = situation.snapshot;
  const known = cart.registers.contents;
  if (known === null) return situation;
  const dress = await createDress(parts, cart.storeId, [known.value]);
  const contents = { ...known, value: dress(known.value) };
  const dressed = { ...cart, registers: { ...cart.registers, contents } };
  return { ...situation, snapshot: { ...situation.snapshot, cart: dressed } };
};

/** The cart is the same; what is known of its products may not be. */
const dressAgain = async (parts: DressParts, situation: Situation | null): Promise<Situation | null> =>
  situation === null || !hasCards(parts, situation.store.platform)
    ? situation
    : dressSituation(parts, { ...situation, snapshot: { ...situation.snapshot, cart: situation.cart } });

const hasCards = ({ adapters }: DressParts, platform: Platform): boolean =>
  (adapters.get(platform)?.products ?? null) !== null;

const createDress = async (
  { store, now }: DressParts,
  storeId: StoreId,
  all: readonly (CartContents | null)[],
) => {
  const ids = all.flatMap((contents) => contents?.lines.flatMap(({ productId }) => productId ?? []) ?? []);
  const cards = await store.products.byIds(storeId, [...new Set(ids)]);
  const byId = new Map(cards.map((card) => [card.productId, card]));
  const at = now();
  return <Contents extends CartContents | null>(contents: Contents): CartContents | Extract<Contents, null> =>
    contents === null ? (null as Extract<Contents, null>) : withCards(contents, byId, at);
};
