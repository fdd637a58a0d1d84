import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useWriting } from '../../words/writing.ts';
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
        <ResponsiveContainer width="100%" height={260}>
          <ComposedChart
            data={shown}
            margin={{ top: 8, right: 8, bottom: 0, left: -20 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
            <XAxis dataKey="name" tickLine={false} minTickGap={24} fontSize={12} />
            <YAxis allowDecimals={false} tickLine={false} axisLine={false} fontSize={12} />
            <Tooltip isAnimationActive={false} />
            <Legend iconSize={10} />
            <Bar
              dataKey="abandoned"
              name={t('overview.stages.abandoned')}
              fill="var(--retorno-chart-two)"
              radius={[2, 2, 0, 0]}
              maxBarSize={22}
              isAnimationActive={false}
            />
            <Line
              dataKey="recovered"
              name={t('overview.stages.recovered')}
              stroke="var(--retorno-chart-one)"
              strokeWidth={2.5}
              dot={false}
              isAnimationActive={false}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <Text as="span" visuallyHidden>
        <DaysTable days={shown} />
      </Text>
    </figure>
  );
};

const DaysTable = ({ days }: { readonly days: readonly (Day & { readonly name: string })[] }) => {
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
