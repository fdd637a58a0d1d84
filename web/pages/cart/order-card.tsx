import { useTranslation } from 'react-i18next';
import type { Cart } from '../../api/carts.ts';
import { Facts } from '../../parts/facts.tsx';
import { Section } from '../../parts/section.tsx';
import { useWriting } from '../../words/writing.ts';

type Props = { readonly order: NonNullable<Cart['order']>; readonly credit: Cart['credit'] };

export const OrderCard = ({ order, credit }: Props) => {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <Section title={t('order.title')}>
      <Facts
        facts={[
          [t('order.number'), order.number ?? order.id],
          [t('order.total'), writing.money(order.total)],
          [t('order.payment'), t(`paymentStates.${order.paymentState}`)],
          [t('order.fulfilment'), t(`fulfilmentStates.${order.fulfilmentState}`)],
          [t('order.placed'), writing.dateTime(order.placedAt)],
          ...(order.cancelledAt === null
            ? []
            : [[t('order.cancelled'), writing.dateTime(order.cancelledAt)] as const]),
          ...(credit === null ? [] : [[t('order.credit'), t(`credits.${credit.kind}`)] as const]),
          ...(order.test ? [[t('order.kind'), t('order.test')] as const] : []),
        ]}
      />
    </Section>
  );
};
