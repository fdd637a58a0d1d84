import { emailWord, nameWord, phoneWord, productWord, titleWord, wordsOf } from './search-words.ts';

/** One condition of a search: at least one of these has to be among the cart's words. All terms have to hold. */
export type SearchTerm = readonly WordMatch[];

export type WordMatch = {
  readonly word: string;
  /** `beginning`: every word that begins so. */
  readonly as: 'whole' | 'beginning';
};

const SHORTEST_BEGINNING = 3;
const SHORTEST_PHONE = 4;
const MOST_TERMS = 6;

/**
 * What somebody typed to find a person: whole words or beginnings of the name, the e-mail or its beginning, the last
 * digits of the phone. Null when it can match nobody, such as "!".
 */
export const searchForPerson = (typed: string): readonly SearchTerm[] | null => {
  const text = typed.trim();
  const digits = text.replace(/\D/g, '');
  if (/^[+()\d\s./-]+$/.test(text) && digits.length >= SHORTEST_PHONE)
    return [[beginning(phoneWord(digits))]];
  return orNull(text.split(/\s+/).flatMap(termsOfPart));
};

/** What somebody typed to find a product: its id, its SKU, or whole words of its title. */
export const searchForProduct = (typed: string): readonly SearchTerm[] | null => {
  const id = whole(productWord(typed));
  const words = wordsOf(typed);
  return words.length === 0 ? [[id]] : orNull(words.map((word) => [id, whole(titleWord(word))]));
};

const termsOfPart = (part: string): readonly SearchTerm[] => {
  const address = part.length >= SHORTEST_BEGINNING ? [beginning(emailWord(part))] : [];
  if (part.includes('@')) return [address];
  const words = wordsOf(part);
  const [word] = words;
  if (word !== undefined && words.length === 1) return [[nameMatch(word), ...address]];
  // "ana.souza" may begin an address; "ana-maria" is a name of two words.
  return /[._+]/.test(part) ? [address] : words.map((one) => [nameMatch(one)]);
};

const nameMatch = (word: string): WordMatch =>
  word.length >= SHORTEST_BEGINNING ? beginning(nameWord(word)) : whole(nameWord(word));

const whole = (word: string): WordMatch => ({ word, as: 'whole' });
const beginning = (word: string): WordMatch => ({ word, as: 'beginning' });

const orNull = (terms: readonly SearchTerm[]): readonly SearchTerm[] | null =>
  terms.length === 0 || terms.some((term) => term.length === 0) ? null : terms.slice(0, MOST_TERMS);
