import { useTranslation } from 'react-i18next';

/** First of all on the page, and seen only by who comes to it with the keyboard. */
export const SkipLink = () => {
  const { t } = useTranslation();
  return (
    <a className="skip-link" href="#main">
      {t('frame.skip')}
    </a>
  );
};
