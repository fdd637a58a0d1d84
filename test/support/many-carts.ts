import type { CartId, StoreId } from '../../src/core/words/ids.ts';
import type { Row } from '../../src/store/tables/tables.ts';
import { searchWords } from '../../src/core/cart/search-words.ts';
import { cartRow } from './rows.ts';

/** A cart of a large store with the words it is found by. */
export type ManyCart = { readonly row: Row<'carts'>; readonly words: readonly Row<'cartWords'>[] };

/**
 * The n-th of many carts, always the same: names and titles of a few common and many rare words, one cart a minute
 * back from `until`.
 */
export const manyCart = (n: number, storeId: StoreId, until: Date): ManyCart => {
  const roll = rolls(n);
  const name = `${pick(FIRST_NAMES, roll())} ${pick(LAST_NAMES, roll())}`;
  const isAnonymous = roll() < 0.25;
  const email = isAnonymous ? null : `${name.split(' ')[0]?.toLowerCase() ?? ''}.${n}@example.com`;
  const phone =
    isAnonymous || roll() < 0.5 ? null : `+5511${String(900_000_000 + ((n * 7_919) % 99_999_999))}`;
  const title = `${pick(TITLES, roll())} ${pick(COLOURS, roll())} ${Math.floor(roll() * 5_000)}`;
  const lastActivityAt = new Date(until.getTime() - n * 60_000 - Math.floor(roll() * 3) * 20_000);
  const row = cartRow({
    id: `c${String(n).padStart(8, '0')}` as CartId,
    storeId,
    name: isAnonymous ? null : name,
    email,
    emailKey: email,
    phone,
    phoneKey: phone,
    state: stateFor(roll()),
    registered: pick([true, false, null], roll()),
    country: roll() < 0.01 ? 'PL' : pick(['BR', 'BR', 'BR', 'AR', 'MX'], roll()),
    currency: roll() < 0.001 ? 'CLP' : 'BRL',
    totalMinor: roll() < 0.01 ? null : Math.floor(roll() ** 4 * 1_000_000),
    linesCount: 1,
    startedAt: lastActivityAt,
    firstSeenAt: lastActivityAt,
    lastActivityAt,
    lapsedAt: roll() < 0.01 ? new Date(lastActivityAt.getTime() + 3_600_000) : null,
  });
  const products = [String(n % 20_000), `SKU-${n % 20_000}`];
  const words = searchWords({ name: row.name, emailKey: email, phone, titles: [title], products });
  // Words may be listed with an activity up to a day before the cart's last.
  const listedAt = new Date(
    lastActivityAt.getTime() - (roll() < 0.3 ? Math.floor(roll() * 20 * 3_600_000) : 0),
  );
  return { row, words: words.map((word) => ({ storeId, word, lastActivityAt: listedAt, cartId: row.id })) };
};

const stateFor = (roll: number): Row<'carts'>['state'] => {
  if (roll < 0.6) return 'open';
  if (roll < 0.8) return 'purchased';
  if (roll < 0.85) return 'recovered';
  return roll < 0.999 ? 'closed' : 'pending_payment';
};

const pick = <Value>(values: readonly Value[], roll: number): Value =>
  values[Math.floor(roll * values.length)] as Value;

/** A small generator of its own, so that a cart is the same in every run. */
const rolls = (seed: number): (() => number) => {
  let state = (seed * 2_654_435_761) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const common = (words: string, times: number): string[] =>
  Array.from({ length: times }, () => words.split(' ')).flat();
const rare = (beginning: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${beginning}${n}`);

const FIRST_NAMES = [
  ...common('Maria José Ana João Márcia Marcos', 20),
  ...rare('Mar', 40),
  ...rare('Zu', 40),
];
const LAST_NAMES = [...common('Silva Souza Oliveira Santos', 30), ...rare('Quiroga', 80)];
const TITLES = [...common('Caneca Camiseta Vestido', 20), ...rare('Modelo', 240)];
const COLOURS = [...common('azul verde preto', 20), ...rare('cor', 240)];
