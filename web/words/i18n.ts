import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languageOf } from '../../src/core/words/locale.ts';
import { LANGUAGES, type Language } from '../../src/core/words/vocabulary.ts';
import en from './en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    returnNull: false;
  }
}

const KEPT_AS = 'retorno.language';

/** English comes with the page, the other languages when they are read. */
const WORDS: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ default: object }>>> = {
  'pt-BR': async () => import('./pt-BR.json'),
  es: async () => import('./es.json'),
  pl: async () => import('./pl.json'),
};

/** The language chosen earlier in this browser, else the admin's around us, else the browser's own, else English. */
export const preferredLanguage = (around: string | null): Language => {
  const asked = [keptLanguage(), around, ...navigator.languages];
  return asked.map((locale) => languageOf(locale)).find((language) => language !== null) ?? 'en';
};

export const startWords = async (language: Language): Promise<i18n> => {
  const words = i18next.createInstance().use(initReactI18next);
  await words.init({
    lng: 'en',
    fallbackLng: 'en',
    supportedLngs: [...LANGUAGES],
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await speak(words, language);
  return words;
};

/** Loads a language's words, for reading or for a text written in it. */
export const loadWords = async (words: i18n, language: Language): Promise<void> => {
  if (language === 'en' || words.hasResourceBundle(language, 'translation')) return;
  words.addResourceBundle(language, 'translation', (await WORDS[language]()).default);
};

export const speak = async (words: i18n, language: Language): Promise<void> => {
  await loadWords(words, language);
  await words.changeLanguage(language);
  document.documentElement.lang = language;
};

export const keepLanguage = (language: Language): void => {
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // Then it is asked for again in the next visit.
  }
};

/** A browser that keeps nothing for frames of others throws where it is only asked. */
const keptLanguage = (): string | null => {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
};
