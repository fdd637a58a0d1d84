import { expect, test } from 'vitest';
import { acceptedLanguage } from '../../src/http/reader-language.ts';

test.each([
  ['pl', 'pl'],
  ['en;q=0.1, es;q=0.9', 'es'],
  ['fr, pt;q=0.8, en;q=0.7', 'pt-BR'],
  ['es;q=0, en', 'en'],
  ['pl;q=0.5, es;q=0.5', 'pl'],
  ['pl;q=loud', 'pl'],
  ['fr', null],
  ['', null],
  [null, null],
])('what %s likes best of our languages is %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
});
