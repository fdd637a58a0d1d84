import { eq, sql } from 'drizzle-orm';
import type { Line } from '../core/cart/cart.ts';
import { searchWords } from '../core/cart/search-words.ts';
import type { CartId, StoreId } from '../core/words/ids.ts';
import type { StoredCart } from '../ports/store/carts.ts';
import type { Write } from '../ports/store/write.ts';
import type { Engine } from './engine.ts';
import type { Slots } from './slots.ts';

/** Words carry the last activity for sorting; a day is as exact as search has to be about that. */
export const MOST_BEHIND_MS = 86_400_000;

/** The rows beside a cart: ids by which it is found, words by which it is searched. */
export const createCartListing = ({ db, kit, prepare, tables: { cartRefs, cartWords } }: Engine) => {
  const addRefs = prepare(
    'cartListing.addRefs',
    (slot: Slots<{ storeId: StoreId; cartId: CartId; refs: readonly string[] }>) =>
      db
        .insert(cartRefs)
        .select(sql`select ${slot.storeId}, value, ${slot.cartId} from ${kit.each(slot.refs)}`)
        .onConflictDoNothing(),
  );
  const addWords = prepare(
    'cartListing.addWords',
    (slot: Slots<{ storeId: StoreId; cartId: CartId; at: Date; words: readonly string[] }>) =>
      db
        .insert(cartWords)
        .select(sql`select ${slot.storeId}, value, ${slot.at}, ${slot.cartId} from ${kit.each(slot.words)}`)
        .onConflictDoNothing(),
  );
  const dropWords = prepare('cartListing.dropWords', (slot: Slots<{ cartId: CartId }>) =>
    db.delete(cartWords).where(eq(cartWords.cartId, slot.cartId)),
  );

  const named = (cart: StoredCart, known: readonly string[]): readonly Write[] => {
    const refs = cart.registers.aliases.filter((ref) => !known.includes(ref));
    return refs.length === 0 ? [] : [addRefs.write({ storeId: cart.storeId, cartId: cart.id, refs })];
  };
  const listed = (cart: StoredCart): readonly Write[] => {
    const found = words(cart);
    const at = cart.lastActivityAt;
    return found.length === 0
      ? []
      : [addWords.write({ storeId: cart.storeId, cartId: cart.id, at, words: found })];
  };

  return {
    inserted: (cart: StoredCart): readonly Write[] => [...named(cart, []), ...listed(cart)],
    updated: (before: StoredCart, cart: StoredCart): readonly Write[] => [
      ...named(cart, before.registers.aliases),
      ...(isListedRight(before, cart) ? [] : [dropWords.write({ cartId: cart.id }), ...listed(cart)]),
    ],
  };
};

const words = (cart: StoredCart): readonly string[] =>
  cart.redacted
    ? []
    : searchWords({
        name: cart.name,
        emailKey: cart.emailKey,
        phone: cart.phone,
        titles: linesOf(cart).map(({ title }) => title),
        products: linesOf(cart).flatMap(productsOf),
      });

/** What `searchHash` holds: when the words were listed, by the cart's activity. */
export const listedAt = (cart: Pick<StoredCart, 'lastActivityAt'>): string =>
  String(cart.lastActivityAt.getTime());

/** True when the listed words are those of the cart and not too old to be sorted by. */
export const isListedRight = (before: StoredCart, cart: StoredCart): boolean =>
  before.name === cart.name &&
  before.emailKey === cart.emailKey &&
  before.phone === cart.phone &&
  before.redacted === cart.redacted &&
  cart.lastActivityAt.getTime() - Number(before.searchHash ?? 0) < MOST_BEHIND_MS &&
  sameLines(before, cart);

const sameLines = (before: StoredCart, cart: StoredCart): boolean => {
  if (before.registers.contents === cart.registers.contents) return true;
  const [lines, known] = [linesOf(cart), linesOf(before)];
  return lines.length === known.length && lines.every((line, at) => isSameProduct(line, known[at]));
};

const isSameProduct = (line: Line, known: Line | undefined): boolean =>
  line.title === known?.title &&
  line.productId === known.productId &&
  line.variantId === known.variantId &&
  line.sku === known.sku;

const linesOf = ({ registers }: StoredCart): readonly Line[] => registers.contents?.value.lines ?? [];

const productsOf = ({ productId, variantId, sku }: Line): readonly string[] =>
  [productId, variantId, sku].filter((id) => id !== null);
