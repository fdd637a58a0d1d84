import { FormLayout, Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { languageOf } from '../../../src/core/words/locale.ts';
import { LANGUAGES } from '../../../src/core/words/vocabulary.ts';
import { errorAt } from '../../api/problem.ts';
import { Section } from '../../parts/section.tsx';
import { LANGUAGE_NAMES } from '../../words/language-names.ts';
import type { SectionProps } from './settings-draft.ts';

/** In which language shoppers are written to when theirs is unknown or not spoken, and whose clock counts. */
export const Languages = ({ draft, change, error }: SectionProps) => {
  const { t } = useTranslation();
  const zones = Intl.supportedValuesOf('timeZone');
  const known = zones.includes(draft.timeZone) ? zones : [draft.timeZone, ...zones];
  const languages = LANGUAGES.map((value) => ({ value: value as string, label: LANGUAGE_NAMES[value] }));
  const isOurs = LANGUAGES.some((language) => language === draft.locale);
  return (
    <Section title={t('languages.title')} about={t('languages.about')}>
      <FormLayout>
        <FormLayout.Group>
          <Select
            label={t('languages.store')}
            helpText={t('languages.storeHelp')}
            value={draft.locale}
            options={
              isOurs ? languages : [{ value: draft.locale, label: storeLabel(draft.locale) }, ...languages]
            }
            error={errorAt(error, 'locale')}
            onChange={(locale) => change({ locale })}
          />
          <Select
            label={t('languages.fallback')}
            helpText={t('languages.fallbackHelp')}
            value={draft.fallbackLocale ?? ''}
            options={[{ value: '', label: t('languages.noFallback') }, ...languages]}
            error={errorAt(error, 'fallbackLocale')}
            onChange={(value) => change({ fallbackLocale: value === '' ? null : value })}
          />
        </FormLayout.Group>
        <Select
          label={t('languages.timeZone')}
          value={draft.timeZone}
          options={known.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          error={errorAt(error, 'timeZone')}
          onChange={(timeZone) => change({ timeZone })}
        />
      </FormLayout>
    </Section>
  );
};

/** A locale of a region (`es-MX`) is shown with the language that its readers get. */
const storeLabel = (locale: string): string => {
  const language = languageOf(locale);
  return language === null ? locale : `${LANGUAGE_NAMES[language]} (${locale})`;
};
