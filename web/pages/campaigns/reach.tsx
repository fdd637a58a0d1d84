import { BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useCampaignPreview, type CampaignInput } from '../../api/campaigns.ts';
import { Loaded } from '../../parts/loading.tsx';
import { Section } from '../../parts/section.tsx';
import { useWriting } from '../../words/writing.ts';
import { Reasons } from './reasons.tsx';

/** How many it is for at this moment, and who of them would be left out, and why. */
export const Reach = ({ input }: { readonly input: CampaignInput }) => {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <Section title={t('campaigns.reach')} about={t('campaigns.reachAbout')}>
      <Loaded query={useCampaignPreview(input)}>
        {({ count, examined, reachable, waiting, excluded }) => (
          <div aria-live="polite">
            <BlockStack gap="300">
              <Text as="p" variant="headingLg">
                {t('campaigns.shoppers', { count, number: writing.number(count) })}
              </Text>
              {count === 0 ? null : (
                <Text as="p">{t('campaigns.reachable', { number: writing.number(reachable) })}</Text>
              )}
              {examined < count ? (
                <Text as="p" tone="subdued">
                  {t('campaigns.examined', { number: writing.number(examined) })}
                </Text>
              ) : null}
              <Reasons title={t('campaigns.waitsFor')} reasons={waiting} />
              <Reasons title={t('campaigns.excluded')} reasons={excluded} />
            </BlockStack>
          </div>
        )}
      </Loaded>
    </Section>
  );
};
