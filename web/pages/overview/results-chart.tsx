import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useWriting } from '../../words/writing.ts';
import { ChartPlot, type NamedDay } from './chart-plot.tsx';
import type { Day } from './days.ts';

/** Abandoned and recovered carts, day by day; the same as a table for those who hear the page. */
export const ResultsChart = ({ days }: { readonly days: readonly Day[] }) => {
  const { t } = useTranslation();
  const { locale } = useWriting();
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const shown = days.map((day) => ({ ...day, name: short.format(new Date(`${day.day}T00:00:00Z`)) }));
  return (
    <figure className="chart" aria-label={t('overview.overTime')}>
      <div aria-hidden="true">
        <ChartPlot days={shown} />
        <p className="chart-legend">
          {(['abandoned', 'recovered'] as const).map((name) => (
            <span key={name} className="chart-key" data-series={name}>
              {t(`overview.stages.${name}`)}
            </span>
          ))}
        </p>
      </div>
      <Text as="span" visuallyHidden>
        <DaysTable days={shown} />
      </Text>
    </figure>
  );
};

const DaysTable = ({ days }: { readonly days: readonly NamedDay[] }) => {
  const { t } = useTranslation();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('overview.day')}</th>
          <th scope="col">{t('overview.stages.abandoned')}</th>
          <th scope="col">{t('overview.stages.recovered')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.day}>
            <th scope="row">{day.name}</th>
            <td>{day.abandoned}</td>
            <td>{day.recovered}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
