import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf } from '../../src/core/words/locale.ts';
import { LANGUAGES } from '../../src/core/words/vocabulary.ts';
import { LANGUAGE_NAMES } from '../words/language-names.ts';
import { keepLanguage, speak } from '../words/i18n.ts';

export const LanguageSelect = () => {
  const { t, i18n } = useTranslation();
  const id = useId();
  const choose = (value: string): void => {
    const language = languageOf(value) ?? 'en';
    keepLanguage(language);
    void speak(i18n, language);
  };
  return (
    <>
      <label htmlFor={id}>{t('frame.language')}</label>
      <select id={id} value={i18n.language} onChange={(event) => choose(event.target.value)}>
        {LANGUAGES.map((language) => (
          <option key={language} value={language} lang={language}>
            {LANGUAGE_NAMES[language]}
          </option>
        ))}
      </select>
    </>
  );
};
