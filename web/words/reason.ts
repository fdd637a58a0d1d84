import { useTranslation } from 'react-i18next';

/** A reason code in the reader's words; a code that is new to us stays as it is. */
export const useReason = (): ((code: string) => string) => {
  const { t, i18n } = useTranslation();
  return (code) => {
    const key = `reasons.${code}`;
    return i18n.exists(key) ? t(key as 'reasons.bought') : code;
  };
};
