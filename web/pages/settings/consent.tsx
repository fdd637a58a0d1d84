import { Banner, BlockStack, ChoiceList, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../api/settings.ts';
import { Section } from '../../parts/section.tsx';
import type { SectionProps } from './settings-draft.ts';

type Policy = Settings['consentPolicy'];
type Rule = Policy['default'];

/** Whom the store may write to, and what each choice means. */
export const Consent = ({ draft, change }: SectionProps) => {
  const { t } = useTranslation();
  const policy = draft.consentPolicy;
  const set = (changed: Partial<Policy>): void => change({ consentPolicy: { ...policy, ...changed } });
  const choose = (title: string, rule: Rule, onRule: (rule: Rule) => void) => (
    <ChoiceList
      title={title}
      choices={[
        { value: 'explicit', label: t('consent.explicit'), helpText: t('consent.explicitMeans') },
        { value: 'soft', label: t('consent.soft'), helpText: t('consent.softMeans') },
      ]}
      selected={[rule]}
      onChange={([value]) => onRule(value === 'soft' ? 'soft' : 'explicit')}
    />
  );
  return (
    <Section title={t('consent.title')} about={t('consent.about')}>
      <BlockStack gap="400">
        {choose(t('consent.eea'), policy.eea, (eea) => set({ eea }))}
        {policy.eea === 'soft' ? <Banner tone="warning">{t('consent.eeaWarning')}</Banner> : null}
        {choose(t('consent.elsewhere'), policy.default, (rule) => set({ default: rule }))}
        {choose(t('consent.whatsapp'), policy.channels.whatsapp ?? 'explicit', (whatsapp) =>
          set({ channels: { ...policy.channels, whatsapp } }),
        )}
        {policy.channels.whatsapp === 'soft' ? (
          <Banner tone="warning">{t('consent.whatsappWarning')}</Banner>
        ) : null}
        <Text as="p" tone="subdued">
          {t('consent.optOut')}
        </Text>
      </BlockStack>
    </Section>
  );
};
