import { useState } from 'react';
import { Button, InlineStack, Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useStartReconciliation } from '../../api/reconciliations.ts';
import { useNotify } from '../../parts/notices.tsx';
import { useNow } from '../../parts/now.ts';
import { Section } from '../../parts/section.tsx';

const PERIODS = [
  ['1', 'lastDay'],
  ['3', 'lastThree'],
  ['7', 'lastWeek'],
  ['30', 'lastMonth'],
] as const;
const DAY_MS = 86_400_000;

/** Starts a comparison of the last days, and leads to its report. */
export const RunNow = () => {
  const { t } = useTranslation();
  const notify = useNotify();
  const navigate = useNavigate();
  const now = useNow();
  const start = useStartReconciliation();
  const [days, setDays] = useState('3');
  const run = (repair: boolean): void =>
    start.mutate(
      {
        from: new Date(now.getTime() - Number(days) * DAY_MS).toISOString(),
        to: now.toISOString(),
        repair,
      },
      {
        onSuccess: ({ id }) => {
          notify(t('reconciliation.started'));
          void navigate(`/reconciliation/${id}`);
        },
        onError: (error) => notify(error.message, 'bad'),
      },
    );
  return (
    <Section title={t('reconciliation.run')} about={t('reconciliation.runAbout')}>
      <InlineStack gap="300" blockAlign="end">
        <Select
          label={t('reconciliation.days')}
          value={days}
          options={PERIODS.map(([value, word]) => ({ value, label: t(`reconciliation.${word}`) }))}
          onChange={setDays}
        />
        <Button onClick={() => run(false)} loading={start.isPending}>
          {t('reconciliation.compare')}
        </Button>
        <Button variant="primary" onClick={() => run(true)} loading={start.isPending}>
          {t('reconciliation.compareAndRepair')}
        </Button>
      </InlineStack>
    </Section>
  );
};
