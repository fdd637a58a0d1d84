import { languageOf } from '../../core/words/locale.ts';
import type { Language } from '../../core/words/vocabulary.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import { acceptedLanguage } from '../reader-language.ts';

/** For whom words are made: in the language the caller asks for, else the store's; times in the store's zone. */
export const readerOf = (
  acceptLanguage: string | null,
  { settings }: Pick<ConnectedStore, 'settings'>,
): { readonly language: Language; readonly zone: string } => {
  const language = acceptedLanguage(acceptLanguage) ?? languageOf(settings.locale) ?? 'en';
  return { language, zone: settings.timeZone };
};
