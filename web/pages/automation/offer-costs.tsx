import { useQuery } from '@tanstack/react-query';
import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { READ_OFFERS } from '../../../src/http/contract/reports.ts';
import { useApi } from '../../api/use-api.ts';
import { Section } from '../../parts/section.tsx';
import { useWriting } from '../../words/writing.ts';

/** What offers of the last 30 days cost and brought; nothing where none went out. */
export const OfferCosts = () => {
  const { t } = useTranslation();
  const writing = useWriting();
  const call = useApi();
  const { data } = useQuery({
    queryKey: ['offers'],
    queryFn: async () => call<typeof READ_OFFERS>('get', '/reports/offers'),
  });
  if (data === undefined || data.totals.given === 0) return null;
  const { given, used, cost, revenue, costUnknown } = data.totals;
  const sum = (all: typeof cost): string => all.map(writing.money).join(' + ') || '–';
  return (
    <Section title={t('offer.costs')} about={t('offer.costsAbout')}>
      <Text as="p">
        {t('offer.summary', {
          given: writing.number(given),
          used: writing.number(used),
          cost: sum(cost),
          revenue: sum(revenue),
        })}
        {costUnknown === 0 ? '' : ` ${t('offer.unknown', { number: writing.number(costUnknown) })}`}
      </Text>
    </Section>
  );
};
