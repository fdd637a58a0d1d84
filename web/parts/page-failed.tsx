import { Banner } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

/** A page that broke says so, and the rest of the admin goes on. */
export const PageFailed = () => {
  const { t } = useTranslation();
  return (
    <Banner
      tone="critical"
      title={t('common.broke')}
      action={{ content: t('common.reload'), onAction: () => window.location.reload() }}
    />
  );
};
