import { BlockStack, Modal, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useExplainedShopper, type ExplainedShopper, type Shopper } from '../../api/shoppers.ts';
import { CheckList } from '../../parts/checks.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Mark } from '../../parts/mark.tsx';

type Props = { readonly shopper: Shopper | null; readonly onClose: () => void };

/** Why reactivation and campaigns write to a shopper, or do not. */
export const ShopperWhy = ({ shopper, onClose }: Props) => {
  const { t } = useTranslation();
  const explained = useExplainedShopper(shopper?.id ?? null);
  const name = shopper?.name ?? shopper?.email ?? t('cart.anonymous');
  return (
    <Modal open={shopper !== null} title={t('shoppers.whyTitle', { name })} onClose={onClose}>
      <Modal.Section>
        <Loaded query={explained}>
          {({ reactivation, campaigns }) => (
            <BlockStack gap="400">
              <BlockStack gap="300">
                <Text as="h3" variant="headingSm">
                  {t('flows.reactivation.name')}
                </Text>
                {reactivation.map((one) => (
                  <Silence key={one.trigger} silence={one} />
                ))}
              </BlockStack>
              <Campaigns campaigns={campaigns} />
            </BlockStack>
          )}
        </Loaded>
      </Modal.Section>
    </Modal>
  );
};

type SilenceProps = { readonly silence: ExplainedShopper['reactivation'][number] };

/** Where the shopper stands with one trigger, and what would keep its message back today. */
const Silence = ({ silence: { trigger, text, outlook } }: SilenceProps) => {
  const { t } = useTranslation();
  const inTheWay = (outlook?.checks ?? []).filter(({ passed }) => !passed);
  return (
    <BlockStack gap="100">
      <Text as="p" fontWeight="semibold">
        {t(`triggers.${trigger}`)}
      </Text>
      <Text as="p">{text}</Text>
      {inTheWay.length === 0 ? null : (
        <>
          <Text as="p" tone="subdued">
            {t('shoppers.inTheWay')}
          </Text>
          <CheckList checks={inTheWay} />
        </>
      )}
    </BlockStack>
  );
};

const TONES = { waiting: 'warning', released: 'success', excluded: undefined } as const;

const Campaigns = ({ campaigns }: Pick<ExplainedShopper, 'campaigns'>) => {
  const { t } = useTranslation();
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {t('campaigns.title')}
      </Text>
      {campaigns.length === 0 ? <Text as="p">{t('shoppers.noCampaigns')}</Text> : null}
      {campaigns.map(({ id, name, state, text }) => (
        <BlockStack key={id} gap="100" inlineAlign="start">
          <Link to={`/campaigns/${id}`}>{name === '' ? t('campaigns.name') : name}</Link>
          <Mark tone={TONES[state]}>{t(`shoppers.recipient.${state}`)}</Mark>
          {text === null ? null : <Text as="p">{text}</Text>}
        </BlockStack>
      ))}
    </BlockStack>
  );
};
