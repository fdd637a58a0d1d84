import { BlockStack, List, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { REACTIVATION_TRIGGERS } from '../../../src/core/words/vocabulary.ts';

/** By what shoppers qualify for reactivation. */
export const Triggers = () => {
  const { t } = useTranslation();
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {t('triggers.title')}
      </Text>
      <List>
        {REACTIVATION_TRIGGERS.map((trigger) => (
          <List.Item key={trigger}>{t(`triggers.${trigger}`)}</List.Item>
        ))}
      </List>
      <Text as="p" tone="subdued">
        {t('triggers.once')}
      </Text>
    </BlockStack>
  );
};
