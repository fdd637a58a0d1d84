import { Button } from '@shopify/polaris';
import { SearchIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../parts/empty.tsx';
import { Page } from '../../parts/page.tsx';

export const NotFoundPage = () => {
  const { t } = useTranslation();
  return (
    <Page title={t('notFound.title')}>
      <Empty
        icon={SearchIcon}
        title={t('notFound.heading')}
        text={t('notFound.text')}
        action={<Button url="/">{t('notFound.home')}</Button>}
      />
    </Page>
  );
};
