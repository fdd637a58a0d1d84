import { describe, expect, test } from 'vitest';
import {
  languageOf,
  lookUpLanguage,
  normaliseLocale,
  writeDate,
  writeDateTime,
  writingLocale,
} from '../../../src/core/words/locale.ts';

describe('which language a locale reads', () => {
  test.each([
    ['pt', 'pt-BR'],
    ['pt_BR', 'pt-BR'],
    ['PT-br', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['en-US', 'en'],
    ['en_GB.UTF-8', 'en'],
    ['es_MX', 'es'],
    ['es-419', 'es'],
    ['pl', 'pl'],
    ['pt_PT_ao90', 'pt-BR'],
    ['fr', null],
    ['', null],
    ['../../etc', null],
    ['plt', null],
  ])('%s → %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });

  test('nobody without a locale is given a language', () => {
    expect(languageOf(null)).toBeNull();
  });

  test('the exact tag wins over a shorter one, and a shorter one over a sibling', () => {
    expect(lookUpLanguage('es-MX', ['es-AR', 'es', 'es-MX'])).toBe('es-MX');
    expect(lookUpLanguage('es-CO', ['es-AR', 'es', 'es-MX'])).toBe('es');
    expect(lookUpLanguage('es-CO', ['es-AR', 'es-MX'])).toBe('es-AR');
  });

  test('platform spellings become canonical tags', () => {
    expect(normaliseLocale('de_DE_formal')).toBe('de-DE-formal');
    expect(normaliseLocale('zh_hans_cn')).toBe('zh-Hans-CN');
    expect(normaliseLocale('💥')).toBeNull();
  });
});

describe('writing for a reader', () => {
  test('a locale of another language never changes how the mail writes money and dates', () => {
    expect(writingLocale('en', 'fr-FR', null)).toBe('en');
    expect(writingLocale('es', 'es', 'MX')).toBe('es-MX');
    expect(writingLocale('es', 'es-AR', 'MX')).toBe('es-AR');
    expect(writingLocale('pt-BR', 'pt', null)).toBe('pt');
    expect(writingLocale('en', null, '??')).toBe('en');
  });

  test('a day is the reader’s day, not UTC’s', () => {
    const newYear = new Date('2027-01-01T01:30:00Z');
    expect(writeDate(newYear, 'pt-BR', 'America/Sao_Paulo')).toBe('31 de dezembro de 2026');
    expect(writeDate(newYear, 'pl', 'Europe/Warsaw')).toBe('1 stycznia 2027');
    expect(writeDateTime(newYear, 'en-GB', 'Europe/London')).toBe('1 January 2027 at 01:30');
  });
});
