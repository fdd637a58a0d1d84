import type { Request } from 'express';
import { languageOf } from '../core/words/locale.ts';
import type { Language } from '../core/words/vocabulary.ts';

/** The first language of ours that the browser asks for. */
export const readerLanguage = (request: Pick<Request, 'get'>): Language =>
  (request.get('accept-language') ?? '')
    .split(',', MOST_LANGUAGES)
    .map((range) => languageOf(range.split(';', 1)[0] ?? null))
    .find((language) => language !== null) ?? 'en';

const MOST_LANGUAGES = 10;
