import { useState } from 'react';
import { BlockStack, Button, InlineStack, Modal, Text } from '@shopify/polaris';
import { CartAbandonedIcon, QuestionCircleIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { useCart } from '../../api/carts.ts';
import type { Shopper } from '../../api/shoppers.ts';
import { EmailAddress } from '../../parts/email-address.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { ProductList } from '../../parts/product-list.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { useWriting } from '../../words/writing.ts';
import { Mark } from '../../parts/mark.tsx';
import { ShopperWhy } from './shopper-why.tsx';

export const ShopperTable = ({ shoppers }: { readonly shoppers: readonly Shopper[] }) => {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shopper | null>(null);
  const [asked, setAsked] = useState<Shopper | null>(null);
  const columns = useColumns({ show: setShown, ask: setAsked });
  return (
    <>
      <Table label={t('shoppers.title')} columns={columns} rows={shoppers} idOf={(shopper) => shopper.id} />
      <CartOf shopper={shown} onClose={() => setShown(null)} />
      <ShopperWhy shopper={asked} onClose={() => setAsked(null)} />
    </>
  );
};

type Ways = {
  readonly show: (shopper: Shopper) => void;
  readonly ask: (shopper: Shopper) => void;
};

const useColumns = ({ show, ask }: Ways): Column<Shopper>[] => {
  const { t } = useTranslation();
  const writing = useWriting();
  return [
    {
      id: 'name',
      title: t('shopper.name'),
      isLead: true,
      cell: (shopper) => (
        <InlineStack gap="200" blockAlign="center">
          <strong>{shopper.name ?? t('cart.anonymous')}</strong>
          {shopper.registered === null ? null : (
            <Mark size="small" tone={shopper.registered ? 'info' : undefined}>
              {shopper.registered ? t('shopper.registered') : t('shopper.guest')}
            </Mark>
          )}
        </InlineStack>
      ),
    },
    {
      id: 'email',
      title: t('shopper.email'),
      cell: ({ email }) => (email === null ? '–' : <EmailAddress>{email}</EmailAddress>),
    },
    {
      id: 'phone',
      title: t('shopper.phone'),
      cell: (shopper) => <span className="phone">{shopper.phone ?? '–'}</span>,
    },
    {
      id: 'carts',
      title: t('shoppers.carts'),
      isNumber: true,
      cell: (shopper) => writing.number(shopper.carts),
    },
    {
      id: 'orders',
      title: t('shoppers.orders'),
      isNumber: true,
      cell: (shopper) => writing.number(shopper.orders),
    },
    {
      id: 'last',
      title: t('carts.columns.lastActivity'),
      cell: (shopper) => writing.dateTime(shopper.lastActivityAt),
    },
    {
      id: 'cart',
      title: t('shoppers.cart'),
      hidesTitle: true,
      isCorner: true,
      cell: (shopper) => (
        <InlineStack gap="100" align="end" wrap={false}>
          <CartButton shopper={shopper} show={show} />
          <WhyButton shopper={shopper} ask={ask} />
        </InlineStack>
      ),
    },
  ];
};

type CartButtonProps = { readonly shopper: Shopper } & Pick<Ways, 'show'>;

const CartButton = ({ shopper, show }: CartButtonProps) => {
  const { t } = useTranslation();
  if (shopper.abandonedCartId === null) return null;
  return (
    <Button
      icon={CartAbandonedIcon}
      variant="tertiary"
      accessibilityLabel={t('shoppers.showCart', { name: shopper.name ?? shopper.email ?? '' })}
      onClick={() => show(shopper)}
    />
  );
};

const WhyButton = ({ shopper, ask }: { readonly shopper: Shopper } & Pick<Ways, 'ask'>) => {
  const { t } = useTranslation();
  return (
    <Button
      icon={QuestionCircleIcon}
      variant="tertiary"
      accessibilityLabel={t('shoppers.why', { name: shopper.name ?? shopper.email ?? t('cart.anonymous') })}
      onClick={() => ask(shopper)}
    />
  );
};

/** What a shopper left behind, and when it was put there. */
const CartOf = ({ shopper, onClose }: { readonly shopper: Shopper | null; readonly onClose: () => void }) => {
  const { t } = useTranslation();
  const writing = useWriting();
  const id = shopper?.abandonedCartId ?? null;
  const cart = useCart(id);
  return (
    <Modal
      open={id !== null}
      title={t('shoppers.cartOf', { name: shopper?.name ?? shopper?.email ?? '' })}
      onClose={onClose}
      secondaryActions={[{ content: t('shoppers.openCart'), url: `/carts/${id ?? ''}` }]}
    >
      <Modal.Section>
        <Loaded query={cart}>
          {(loaded) => (
            <BlockStack gap="300">
              <Text as="p" tone="subdued">
                {t('shoppers.added', {
                  from: writing.dateTime(loaded.startedAt),
                  to: writing.dateTime(loaded.lastActivityAt),
                })}
              </Text>
              <ProductList lines={loaded.lines} total={loaded.total} />
            </BlockStack>
          )}
        </Loaded>
      </Modal.Section>
    </Modal>
  );
};
