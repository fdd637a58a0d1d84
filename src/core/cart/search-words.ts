/** What a cart can be found by. */
export type Searchable = {
  readonly name: string | null;
  readonly emailKey: string | null;
  /** E.164 or as given. */
  readonly phone: string | null;
  readonly titles: readonly string[];
};

const MOST_WORDS = 48;
const LONGEST_WORD = 40;
const LONGEST_ADDRESS = 100;

/**
 * The words a cart is listed under, sorted: whole words of name and titles with accents folded, the e-mail, and the
 * phone's digits from the last to the first after `#`. So a beginning of a word, of the e-mail, or the last digits of
 * the phone are each a beginning here, and one range of the index.
 */
export const searchWords = ({ name, emailKey, phone, titles }: Searchable): readonly string[] => {
  const words = new Set<string>();
  if (emailKey !== null) words.add(emailKey.slice(0, LONGEST_ADDRESS));
  if (phone !== null) words.add(phoneWord(phone));
  for (const text of [name ?? '', ...titles]) for (const word of wordsOf(text)) words.add(word);
  return [...words].slice(0, MOST_WORDS).toSorted();
};

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
