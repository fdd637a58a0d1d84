import { useTranslation } from 'react-i18next';
import { useNotify } from './notices.tsx';

/** Puts a text on the clipboard and says so. */
export const useCopy = (): ((text: string) => void) => {
  const { t } = useTranslation();
  const notify = useNotify();
  return (text) => {
    navigator.clipboard.writeText(text).then(
      () => notify(t('common.copied')),
      () => notify(t('common.notCopied'), 'bad'),
    );
  };
};
