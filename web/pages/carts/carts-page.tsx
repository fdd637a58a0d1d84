import { Button, Card } from '@shopify/polaris';
import { CartAbandonedIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useCarts } from '../../api/carts.ts';
import { addressOf } from '../../api/client.ts';
import { useMe } from '../../api/me.ts';
import { CursorPages } from '../../parts/cursor-pages.tsx';
import { DownloadButton } from '../../parts/download-button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { useNow } from '../../parts/now.ts';
import { Page } from '../../parts/page.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { CartFilters } from './cart-filters.tsx';
import { cartQueryOf, TABS, tabOf } from './cart-query.ts';
import { CartTable } from './cart-table.tsx';

export const CartsPage = () => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const { store } = useMe();
  const query = cartQueryOf(search, { now: useNow(), timeZone: store.timeZone });
  const carts = useCarts(query);
  return (
    <Page
      title={t('carts.title')}
      actions={
        <DownloadButton
          url={addressOf('/carts.csv', { query: { ...query, cursor: undefined } })}
          name="carts.csv"
          label={t('carts.export')}
        />
      }
    >
      <StateTabs />
      <Card padding="0" roundedAbove="xs">
        <CartFilters />
        <Loaded query={carts}>
          {({ items, next }) => (
            <>
              {items.length === 0 ? <NoCarts /> : <CartTable carts={items} />}
              <CursorPages next={next} label={t('carts.pages')} />
            </>
          )}
        </Loaded>
      </Card>
    </Page>
  );
};

const StateTabs = () => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const addressFor = (tab: string): string => {
    const changed = new URLSearchParams(search);
    changed.delete('cursor');
    changed.delete('state');
    changed.set('tab', tab);
    return `/carts?${changed.toString()}`;
  };
  return (
    <Tabs label={t('carts.tabsLabel')} chosen={tabOf(search)}>
      {TABS.map((tab) => (
        <Link key={tab} to={addressFor(tab)} aria-current={tabOf(search) === tab ? 'page' : undefined}>
          {t(`carts.tabs.${tab}`)}
        </Link>
      ))}
    </Tabs>
  );
};

const NoCarts = () => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const isFiltered = ['q', 'product', 'country', 'who', 'period', 'state'].some((name) => search.has(name));
  if (isFiltered)
    return (
      <Empty
        icon={CartAbandonedIcon}
        title={t('carts.noneFound')}
        text={t('carts.noneFoundText')}
        action={<Button url={`/carts?tab=${tabOf(search)}`}>{t('carts.clearFilters')}</Button>}
      />
    );
  return (
    <Empty
      icon={CartAbandonedIcon}
      title={t(`carts.empty.${tabOf(search)}.title`)}
      text={t(`carts.empty.${tabOf(search)}.text`)}
    />
  );
};
