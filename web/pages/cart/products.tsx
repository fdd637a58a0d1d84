import { useTranslation } from 'react-i18next';
import type { Cart } from '../../api/carts.ts';
import { ProductList } from '../../parts/product-list.tsx';
import { Section } from '../../parts/section.tsx';
import { useWriting } from '../../words/writing.ts';

export const Products = ({ cart }: { readonly cart: Cart }) => {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <Section title={t('cart.products')} about={t('cart.begunAt', { when: writing.dateTime(cart.startedAt) })}>
      <ProductList lines={cart.lines} total={cart.total} />
    </Section>
  );
};
