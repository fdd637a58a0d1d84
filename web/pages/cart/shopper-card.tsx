import { BlockStack, Button } from '@shopify/polaris';
import { LinkIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import type { Cart } from '../../api/carts.ts';
import { useCopy } from '../../parts/copy.ts';
import { EmailAddress } from '../../parts/email-address.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Section } from '../../parts/section.tsx';
import { useWriting } from '../../words/writing.ts';

export const ShopperCard = ({ cart }: { readonly cart: Cart }) => {
  const { t } = useTranslation();
  const writing = useWriting();
  const copy = useCopy();
  const { shopper, returnUrl } = cart;
  const unknown = t('common.unknown');
  const account = shopper.registered ? t('shopper.registered') : t('shopper.guest');
  return (
    <Section title={t('shopper.title')}>
      <BlockStack gap="300">
        <Facts
          facts={[
            [t('shopper.name'), shopper.name ?? unknown],
            [
              t('shopper.email'),
              shopper.email === null ? unknown : <EmailAddress key="email">{shopper.email}</EmailAddress>,
            ],
            [t('shopper.phone'), shopper.phone ?? unknown],
            [t('shopper.account'), shopper.registered === null ? unknown : account],
            [t('shopper.language'), shopper.locale === null ? unknown : writing.language(shopper.locale)],
            [
              t('shopper.reachable'),
              cart.reachable.length === 0
                ? t('shopper.notReachable')
                : cart.reachable.map((channel) => t(`channels.${channel}`)).join(', '),
            ],
            ...(cart.holdout === true ? [[t('shopper.group'), t('shopper.holdout')] as const] : []),
          ]}
        />
        {returnUrl === null ? null : (
          <Button icon={LinkIcon} onClick={() => copy(returnUrl)} fullWidth>
            {t('actions.copyLink')}
          </Button>
        )}
      </BlockStack>
    </Section>
  );
};
