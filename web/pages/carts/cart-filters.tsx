import { useState } from 'react';
import { Button, Select, Text, TextField } from '@shopify/polaris';
import { FilterIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { CART_STATES } from '../../../src/core/words/vocabulary.ts';
import { SearchField } from '../../parts/search-field.tsx';
import { useFilters, type Filters } from '../../parts/use-filters.ts';
import { COUNTRIES } from '../../words/countries.ts';
import { useWriting } from '../../words/writing.ts';
import { isByTotal, NOT_BY_TOTAL, periodOf, PERIODS, tabOf } from './cart-query.ts';

/** The filters of the list; on the phone they open on demand. */
export const CartFilters = () => {
  const { t } = useTranslation();
  const filters = useFilters();
  const [isOpen, setIsOpen] = useState(false);
  const [search] = useSearchParams();
  return (
    <div className="filters" data-open={isOpen}>
      <div className="filters-toggle">
        <Button icon={FilterIcon} onClick={() => setIsOpen(!isOpen)} ariaExpanded={isOpen} fullWidth>
          {t('filters.title')}
        </Button>
      </div>
      <div className="filters-fields">
        <Words filters={filters} />
        <When filters={filters} />
        <Who filters={filters} />
        {tabOf(search) === 'all' ? <State filters={filters} /> : null}
        <Sort filters={filters} />
      </div>
      {isByTotal(search) ? (
        <Text as="p" tone="subdued" variant="bodySm">
          {t('filters.byTotalOnly')}
        </Text>
      ) : null}
    </div>
  );
};

type Props = { readonly filters: Filters };

const Words = ({ filters }: Props) => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  return (
    <>
      <SearchField
        name="q"
        label={t('filters.shopper')}
        placeholder={t('filters.shopperHint')}
        filters={filters}
        disabled={isByTotal(search)}
      />
      <SearchField
        name="product"
        label={t('filters.product')}
        placeholder={t('filters.productHint')}
        filters={filters}
        disabled={isByTotal(search)}
      />
    </>
  );
};

const When = ({ filters }: Props) => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const period = periodOf(search);
  const day = (name: 'from' | 'to') => (
    <TextField
      label={t(`filters.${name}`)}
      type="date"
      autoComplete="off"
      value={search.get(name) ?? ''}
      onChange={(value) => filters.set({ [name]: value })}
    />
  );
  return (
    <>
      <Select
        label={t('filters.period')}
        value={period}
        options={PERIODS.map((value) => ({ value, label: t(`filters.periods.${value}`) }))}
        onChange={(value) => filters.set({ period: value === 'any' ? '' : value, from: '', to: '' })}
      />
      {period === 'own' ? day('from') : null}
      {period === 'own' ? day('to') : null}
    </>
  );
};

const Who = ({ filters }: Props) => {
  const { t } = useTranslation();
  const writing = useWriting();
  const [search] = useSearchParams();
  const countries = COUNTRIES.map((code) => ({ value: code, label: writing.country(code) }));
  return (
    <>
      <Select
        label={t('filters.who')}
        value={search.get('who') ?? ''}
        disabled={isByTotal(search)}
        options={[
          { value: '', label: t('filters.everybody') },
          { value: 'registered', label: t('filters.registered') },
          { value: 'guest', label: t('filters.guest') },
        ]}
        onChange={(who) => filters.set({ who })}
      />
      <Select
        label={t('filters.country')}
        value={search.get('country') ?? ''}
        disabled={isByTotal(search)}
        options={[
          { value: '', label: t('filters.everywhere') },
          ...countries.toSorted((one, other) => one.label.localeCompare(other.label, writing.locale)),
        ]}
        onChange={(country) => filters.set({ country })}
      />
    </>
  );
};

const State = ({ filters }: Props) => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  return (
    <Select
      label={t('filters.state')}
      value={search.get('state') ?? ''}
      options={[
        { value: '', label: t('filters.anyState') },
        ...CART_STATES.map((value) => ({ value, label: t(`cartStates.${value}`) })),
      ]}
      onChange={(state) => filters.set({ state })}
    />
  );
};

const Sort = ({ filters }: Props) => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const sortBy = (value: string): void =>
    filters.set(
      value === '-total'
        ? { sort: value, ...Object.fromEntries(NOT_BY_TOTAL.map((name) => [name, ''])) }
        : { sort: '' },
    );
  return (
    <Select
      label={t('filters.sort')}
      value={isByTotal(search) ? '-total' : ''}
      options={[
        { value: '', label: t('filters.latest') },
        { value: '-total', label: t('filters.highest') },
      ]}
      onChange={sortBy}
    />
  );
};
