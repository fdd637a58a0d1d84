import type { Request } from 'express';
import { languageOf } from '../core/words/locale.ts';
import type { Language } from '../core/words/vocabulary.ts';

/** The language of ours that the browser likes best. */
export const readerLanguage = (request: Pick<Request, 'get'>): Language =>
  acceptedLanguage(request.get('accept-language') ?? null) ?? 'en';

/** The language of ours that an `Accept-Language` likes best (RFC 9110, weights and all); null where it likes none. */
export const acceptedLanguage = (header: string | null): Language | null =>
  (header ?? '')
    .split(',', MOST_LANGUAGES)
    .map(readRange)
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ range }) => languageOf(range))
    .find((language) => language !== null) ?? null;

const MOST_LANGUAGES = 10;

const readRange = (written: string): { readonly range: string; readonly weight: number } => {
  const [range = '', ...parameters] = written.split(';');
  const weights = parameters.flatMap((one) => /^\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*$/i.exec(one)?.[1] ?? []);
  return { range, weight: Number(weights[0] ?? 1) };
};
