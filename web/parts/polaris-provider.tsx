import { useEffect, useState, type ComponentProps, type ReactNode } from 'react';
import { AppProvider } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { languageOf } from '../../src/core/words/locale.ts';
import type { Language } from '../../src/core/words/vocabulary.ts';
import { RouterLink } from './router-link.tsx';

type PolarisWords = ComponentProps<typeof AppProvider>['i18n'];

const WORDS: Readonly<Record<Language, () => Promise<{ default: object }>>> = {
  en: async () => import('@shopify/polaris/locales/en.json'),
  'pt-BR': async () => import('@shopify/polaris/locales/pt-BR.json'),
  es: async () => import('@shopify/polaris/locales/es.json'),
  pl: async () => import('@shopify/polaris/locales/pl.json'),
};

/** The components speak the reader's language too. */
export const PolarisProvider = ({ children }: { readonly children: ReactNode }) => {
  const { i18n } = useTranslation();
  const [words, setWords] = useState<PolarisWords>({});
  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const loaded = await WORDS[languageOf(i18n.language) ?? 'en']();
      if (isCurrent) setWords(loaded.default as PolarisWords);
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [i18n.language]);
  return (
    <AppProvider i18n={words} linkComponent={RouterLink}>
      {children}
    </AppProvider>
  );
};
