import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECK_CODES } from '../../src/core/words/reason-codes.ts';
import { CLOSED_REASONS, LANGUAGES, type Language } from '../../src/core/words/vocabulary.ts';

const web = join(import.meta.dirname, '../../web');
const PLURAL = /_(zero|one|two|few|many|other)$/;

const wordsOf = async (language: Language): Promise<ReadonlyMap<string, string>> =>
  new Map(flatten(JSON.parse(await readFile(join(web, 'words', `${language}.json`), 'utf8')) as Tree, ''));

type Tree = { readonly [key: string]: string | Tree };

const flatten = (tree: Tree, under: string): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[under + key, value]] : flatten(value, `${under}${key}.`),
  );

const withoutPlural = (keys: Iterable<string>): Set<string> =>
  new Set([...keys].map((key) => key.replace(PLURAL, '')));

const holes = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).toSorted();

const sources = async (): Promise<string> => {
  const entries = await readdir(web, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name));
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')));
  return texts.join('\n');
};

/** Keys that stand in the sources, whole (`carts.title`) or as the beginning of a family (`cartStates.`). */
const usedIn = (text: string): { readonly whole: Set<string>; readonly families: string[] } => ({
  whole: new Set([...text.matchAll(/['"`]([a-zA-Z]+(?:\.\w+)+)['"`]/g)].map((match) => match[1]!)),
  families: [...text.matchAll(/`([a-zA-Z]+\.(?:\w+\.)*)\$\{[^}]+\}(\.\w+)?`/g)].map((match) => match[1]!),
});

describe.each(LANGUAGES)('the words of %s', (language) => {
  it('are all there, and no others', async () => {
    const [english, words] = [await wordsOf('en'), await wordsOf(language)];

    expect([...withoutPlural(words.keys())]).toEqual([...withoutPlural(english.keys())]);
  });

  it('have each plural that the language knows', async () => {
    const words = await wordsOf(language);
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = new Set(
      [...words.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')),
    );
    const wanted = [...counted].flatMap((key) => categories.map((category) => `${key}_${category}`));

    expect(wanted.filter((key) => !words.has(key))).toEqual([]);
    expect(wanted.length).toBeGreaterThan(0);
  });

  it('have the same holes as the English ones', async () => {
    const [english, words] = [await wordsOf('en'), await wordsOf(language)];
    const differing = [...words].filter(([key, text]) => {
      const pattern = english.get(key) ?? english.get(key.replace(PLURAL, '_other')) ?? '';
      return holes(text).join(' ') !== holes(pattern).join(' ');
    });

    expect(differing).toEqual([]);
  });

  it('say why, for each check and each closed cart', async () => {
    const words = await wordsOf(language);
    const codes = [...CHECK_CODES, ...CLOSED_REASONS];

    expect(codes.filter((code) => !words.has(`reasons.${code}`))).toEqual([]);
  });
});

it('each word is used somewhere in the admin', async () => {
  const { whole, families } = usedIn(await sources());
  const isUsed = (key: string): boolean =>
    whole.has(key) || families.some((family) => key.startsWith(family));
  const unused = [...withoutPlural((await wordsOf('en')).keys())].filter((key) => !isUsed(key));

  expect(unused).toEqual([]);
});

it('each word that the admin asks for exists', async () => {
  const english = withoutPlural((await wordsOf('en')).keys());
  const asked = [...(await sources()).matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1]!);

  expect(asked.filter((key) => !english.has(key))).toEqual([]);
  expect(asked.length).toBeGreaterThan(100);
});

it('no translation is the English text left standing, but for names and words that are the same', async () => {
  const english = await wordsOf('en');
  const shares = await Promise.all(
    LANGUAGES.filter((language) => language !== 'en').map(async (language) => {
      const words = await wordsOf(language);
      const same = [...words].filter(([key, text]) => english.get(key) === text && text.includes(' '));
      return { language, same: same.map(([key]) => key) };
    }),
  );

  expect(shares.flatMap(({ same }) => same)).toEqual([]);
});
