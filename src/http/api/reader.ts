import { languageOf } from '../../core/words/locale.ts';
import type { Language } from '../../core/words/vocabulary.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';

/** For whom words are made: in the language the caller asks for, else the store's; times in the store's zone. */
export const readerOf = (
  acceptLanguage: string | null,
  { settings }: Pick<ConnectedStore, 'settings'>,
): { readonly language: Language; readonly zone: string } => {
  const asked = (acceptLanguage ?? '')
    .split(',', MOST_LANGUAGES)
    .map((range) => languageOf(range.split(';', 1)[0] ?? null));
  const language = asked.find((one) => one !== null) ?? languageOf(settings.locale) ?? 'en';
  return { language, zone: settings.timeZone };
};

const MOST_LANGUAGES = 10;
