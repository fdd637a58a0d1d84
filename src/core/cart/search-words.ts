/** What a cart can be found by. */
export type Searchable = {
  readonly name: string | null;
  readonly emailKey: string | null;
  /** E.164 or as given. */
  readonly phone: string | null;
  readonly titles: readonly string[];
  /** Ids of products and variants, and SKUs. */
  readonly products?: readonly string[];
};

const MOST_WORDS = 64;
const LONGEST_WORD = 40;
const LONGEST_ADDRESS = 100;

/**
 * The words a cart is listed under, sorted. What kind a word is of stands in front of it, so that a name is never
 * found among titles: `n:` name and `t:` title with accents folded, `@` the e-mail, `p:` a product's id or SKU, and
 * after `#` the phone's digits from the last to the first. So a beginning of a word, of the e-mail, or the last
 * digits of the phone are each a beginning here, and one range of the index.
 */
export const searchWords = ({
  name,
  emailKey,
  phone,
  titles,
  products = [],
}: Searchable): readonly string[] => {
  const words = new Set<string>();
  if (emailKey !== null) words.add(emailWord(emailKey));
  if (phone !== null) words.add(phoneWord(phone));
  for (const word of wordsOf(name ?? '')) words.add(nameWord(word));
  for (const product of products) words.add(productWord(product));
  for (const title of titles) for (const word of wordsOf(title)) words.add(titleWord(word));
  return [...words].slice(0, MOST_WORDS).toSorted();
};

export const nameWord = (word: string): string => `n:${word}`;
export const titleWord = (word: string): string => `t:${word}`;
/** An e-mail or the beginning of one. */
export const emailWord = (beginning: string): string =>
  `@${beginning.toLowerCase().slice(0, LONGEST_ADDRESS)}`;
export const productWord = (idOrSku: string): string =>
  `p:${idOrSku.trim().toLowerCase().slice(0, LONGEST_WORD)}`;

/** Words of a text as they are listed and asked for: lower-case, without accents. */
export const wordsOf = (text: string): readonly string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.slice(0, LONGEST_WORD));

/** A phone, or its last digits, as a beginning of what is listed. */
export const phoneWord = (digits: string): string =>
  `#${digits.replace(/\D/g, '').split('').toReversed().join('')}`;

/** Polish ł and a few others carry no combining mark that could be dropped. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[łøđßæœ]/g, (letter) => PLAIN[letter] ?? letter);

const PLAIN: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe' };
