import { Card, Select } from '@shopify/polaris';
import { PersonIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useShoppers, type ShopperQuery } from '../../api/shoppers.ts';
import { CursorPages, cursorOf } from '../../parts/cursor-pages.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { useFilters } from '../../parts/use-filters.ts';
import { ShopperTable } from './shopper-table.tsx';

export const ShoppersPage = () => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const shoppers = useShoppers(shopperQueryOf(search));
  return (
    <Page title={t('shoppers.title')} subtitle={t('shoppers.about')}>
      <Card padding="0" roundedAbove="xs">
        <ShopperFilters />
        <Loaded query={shoppers}>
          {({ items, next }) => (
            <>
              {items.length === 0 ? (
                <Empty icon={PersonIcon} title={t('shoppers.none')} text={t('shoppers.noneText')} />
              ) : (
                <ShopperTable shoppers={items} />
              )}
              <CursorPages next={next} label={t('shoppers.pages')} />
            </>
          )}
        </Loaded>
      </Card>
    </Page>
  );
};

const shopperQueryOf = (search: URLSearchParams): ShopperQuery => ({
  q: search.get('q') ?? undefined,
  hasAbandonedCart: search.get('abandoned') === 'yes' ? 'true' : undefined,
  registered: REGISTERED.get(search.get('who') ?? ''),
  cursor: cursorOf(search),
});

const REGISTERED = new Map([
  ['registered', 'true'],
  ['guest', 'false'],
] as const) as ReadonlyMap<string, 'true' | 'false'>;

const ShopperFilters = () => {
  const { t } = useTranslation();
  const filters = useFilters();
  return (
    <div className="filters" data-open="true">
      <div className="filters-fields">
        <SearchField
          name="q"
          label={t('filters.shopper')}
          placeholder={t('filters.shopperHint')}
          filters={filters}
        />
        <Select
          label={t('shoppers.cart')}
          value={filters.get('abandoned')}
          options={[
            { value: '', label: t('shoppers.withOrWithout') },
            { value: 'yes', label: t('shoppers.hasAbandoned') },
          ]}
          onChange={(abandoned) => filters.set({ abandoned })}
        />
        <Select
          label={t('filters.who')}
          value={filters.get('who')}
          options={[
            { value: '', label: t('filters.everybody') },
            { value: 'registered', label: t('filters.registered') },
            { value: 'guest', label: t('filters.guest') },
          ]}
          onChange={(who) => filters.set({ who })}
        />
      </div>
    </div>
  );
};
