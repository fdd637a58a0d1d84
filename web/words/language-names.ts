import type { Language } from '../../src/core/words/vocabulary.ts';

/** Each language by its own name, so that nobody has to read another one to find theirs. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  'pt-BR': 'Português (Brasil)',
  es: 'Español',
  pl: 'Polski',
};
