import { BlockStack, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Cart } from '../../api/carts.ts';
import { EmailAddress } from '../../parts/email-address.tsx';
import { nextMessageOf } from '../../parts/next-message.ts';
import { useNow } from '../../parts/now.ts';
import { Picture } from '../../parts/picture.tsx';
import { CartStateBadge } from '../../parts/state-badge.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { useWriting } from '../../words/writing.ts';
import { tabOf } from './cart-query.ts';
import { RowActions } from './row-actions.tsx';
import { Mark } from '../../parts/mark.tsx';

export const CartTable = ({ carts }: { readonly carts: readonly Cart[] }) => {
  const { t } = useTranslation();
  const columns = [...useWhatAndWho(), ...useWhenAndHowMuch()];
  return <Table label={t('carts.title')} columns={columns} rows={carts} idOf={(cart) => cart.id} />;
};

const useWhatAndWho = (): Column<Cart>[] => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  return [
    {
      id: 'product',
      title: t('carts.columns.product'),
      isLead: true,
      cell: (cart) => <Products cart={cart} showsState={tabOf(search) === 'all'} />,
    },
    {
      id: 'shopper',
      title: t('carts.columns.shopper'),
      cell: (cart) => <ShopperName shopper={cart.shopper} />,
    },
    {
      id: 'email',
      title: t('carts.columns.email'),
      cell: ({ shopper: { email } }) => (email === null ? <None /> : <EmailAddress>{email}</EmailAddress>),
    },
    {
      id: 'phone',
      title: t('carts.columns.phone'),
      cell: (cart) =>
        cart.shopper.phone === null ? <None /> : <span className="phone">{cart.shopper.phone}</span>,
    },
  ];
};

const useWhenAndHowMuch = (): Column<Cart>[] => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const writing = useWriting();
  const now = useNow();
  return [
    {
      id: 'last',
      title: t('carts.columns.lastActivity'),
      cell: (cart) => (
        <time dateTime={cart.lastActivityAt} title={writing.dateTime(cart.lastActivityAt)}>
          {writing.ago(cart.lastActivityAt, now)}
        </time>
      ),
    },
    {
      id: 'total',
      title: t('carts.columns.total'),
      isNumber: true,
      cell: (cart) => (cart.total === null ? <None /> : <strong>{writing.money(cart.total)}</strong>),
    },
    tabOf(search) === 'recovered'
      ? { id: 'order', title: t('order.title'), cell: (cart) => <Order cart={cart} /> }
      : { id: 'next', title: t('carts.columns.next'), cell: (cart) => <NextMessage cart={cart} /> },
    {
      id: 'actions',
      title: t('carts.columns.actions'),
      hidesTitle: true,
      isCorner: true,
      cell: (cart) => <RowActions cart={cart} />,
    },
  ];
};

const Products = ({ cart, showsState }: { readonly cart: Cart; readonly showsState: boolean }) => {
  const { t } = useTranslation();
  const [first] = cart.lines;
  const more = cart.lines.length - 1;
  return (
    <div className="products-cell">
      <Picture url={first?.imageUrl ?? null} />
      <BlockStack gap="050" inlineAlign="start">
        <Link to={`/carts/${cart.id}`} className="row-link">
          {first?.title ?? t('carts.noProducts')}
        </Link>
        <InlineStack gap="100">
          {more > 0 ? (
            <Text as="span" tone="subdued" variant="bodySm">
              {t('carts.more', { count: more })}
            </Text>
          ) : null}
          {showsState ? <CartStateBadge state={cart.state} /> : null}
        </InlineStack>
      </BlockStack>
    </div>
  );
};

const ShopperName = ({ shopper }: { readonly shopper: Cart['shopper'] }) => {
  const { t } = useTranslation();
  return (
    <BlockStack gap="050" inlineAlign="start">
      <span>{shopper.name ?? <None />}</span>
      {shopper.registered === null ? null : (
        <Mark size="small" tone={shopper.registered ? 'info' : undefined}>
          {shopper.registered ? t('shopper.registered') : t('shopper.guest')}
        </Mark>
      )}
    </BlockStack>
  );
};

const Order = ({ cart: { order, credit } }: { readonly cart: Cart }) => {
  const { t } = useTranslation();
  const writing = useWriting();
  if (order === null) return <None />;
  return (
    <BlockStack gap="050">
      <span>{[order.number ?? order.id, writing.money(order.total)].join(' · ')}</span>
      {credit === null ? null : (
        <Text as="span" tone="subdued" variant="bodySm">
          {t(`credits.${credit.kind}`)}
        </Text>
      )}
    </BlockStack>
  );
};

const NextMessage = ({ cart }: { readonly cart: Cart }) => {
  const { t } = useTranslation();
  const writing = useWriting();
  const now = useNow();
  const next = nextMessageOf(cart);
  if (next === null) return <None />;
  const isDue = Date.parse(next.plannedAt) <= now.getTime();
  return (
    <BlockStack gap="050">
      <span title={writing.dateTime(next.plannedAt)}>
        {isDue ? t('carts.dueNow') : writing.ago(next.plannedAt, now)}
      </span>
      {next.channel === null ? null : (
        <Text as="span" tone="subdued" variant="bodySm">
          {t(`channels.${next.channel}`)}
        </Text>
      )}
    </BlockStack>
  );
};

const None = () => {
  const { t } = useTranslation();
  return (
    <span className="none">
      <span aria-hidden="true">–</span>
      <Text as="span" visuallyHidden>
        {t('common.none')}
      </Text>
    </span>
  );
};
