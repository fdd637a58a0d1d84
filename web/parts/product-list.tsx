import { BlockStack, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Cart } from '../api/carts.ts';
import { useWriting } from '../words/writing.ts';
import { Picture } from './picture.tsx';
import { Mark } from './mark.tsx';

type Line = Cart['lines'][number];
type Props = { readonly lines: readonly Line[]; readonly total: Cart['total'] };

/** What lies in a cart, with pictures and prices. */
export const ProductList = ({ lines, total }: Props) => {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <BlockStack gap="300">
      {lines.length === 0 ? <Text as="p">{t('carts.noProducts')}</Text> : null}
      <ul className="product-list">
        {lines.map((line, place) => (
          <li key={`${line.productId ?? ''}-${line.variantId ?? ''}-${place}`}>
            <Product line={line} />
          </li>
        ))}
      </ul>
      {total === null ? null : (
        <InlineStack align="space-between">
          <Text as="span" fontWeight="semibold">
            {t('cart.total')}
          </Text>
          <Text as="span" fontWeight="semibold" numeric>
            {writing.money(total)}
          </Text>
        </InlineStack>
      )}
    </BlockStack>
  );
};

const Product = ({ line }: { readonly line: Line }) => {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <>
      <Picture url={line.imageUrl} />
      <div className="product-name">
        {line.url === null ? (
          <span>{line.title}</span>
        ) : (
          <a href={line.url} target="_blank" rel="noopener noreferrer">
            {line.title}
          </a>
        )}
        {line.available === false ? <Mark tone="warning">{t('cart.soldOut')}</Mark> : null}
      </div>
      <span className="product-price">
        {writing.number(line.quantity)} × {writing.money(line.unitPrice)}
      </span>
    </>
  );
};
