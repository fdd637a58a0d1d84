import { BlockStack, Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/me.ts';
import { useSummary, type Summary } from '../../api/reports.ts';
import { Loaded } from '../../parts/loading.tsx';
import { useNow } from '../../parts/now.ts';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { useFilters } from '../../parts/use-filters.ts';
import { addDays, dayIn, startOfDay } from '../../words/store-day.ts';
import { Attention } from './attention.tsx';
import { daysOf } from './days.ts';
import { Funnel } from './funnel.tsx';
import { ResultsChart } from './results-chart.tsx';
import { Results } from './results.tsx';

const SPANS = ['7', '30', '90'] as const;

export const OverviewPage = () => {
  const { t } = useTranslation();
  const { store } = useMe();
  const filters = useFilters();
  const span = SPANS.find((days) => days === filters.get('days')) ?? '30';
  const today = dayIn(useNow(), store.timeZone);
  const first = addDays(today, 1 - Number(span));
  const summary = useSummary({
    from: startOfDay(first, store.timeZone),
    to: startOfDay(addDays(today, 1), store.timeZone),
    groupBy: 'day',
  });
  return (
    <Page
      title={t('overview.title')}
      subtitle={t('overview.about')}
      actions={
        <Select
          label={t('filters.period')}
          labelHidden
          value={span}
          options={SPANS.map((value) => ({ value, label: t(`overview.spans.${value}`) }))}
          onChange={(days) => filters.set({ days })}
        />
      }
    >
      <Attention />
      <Loaded query={summary}>{(loaded) => <Numbers summary={loaded} first={first} last={today} />}</Loaded>
    </Page>
  );
};

type NumbersProps = { readonly summary: Summary; readonly first: string; readonly last: string };

const Numbers = ({ summary, first, last }: NumbersProps) => {
  const { t } = useTranslation();
  return (
    <BlockStack gap="400">
      <Results totals={summary.totals} />
      <div className="two-columns">
        <Section title={t('overview.overTime')}>
          <ResultsChart days={daysOf(summary.items, first, last)} />
        </Section>
        <Section title={t('overview.funnel')}>
          <Funnel totals={summary.totals} />
        </Section>
      </div>
    </BlockStack>
  );
};
