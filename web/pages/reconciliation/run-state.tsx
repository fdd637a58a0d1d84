import { useTranslation } from 'react-i18next';
import type { ReconciliationItem } from '../../api/reconciliations.ts';
import { Mark } from '../../parts/mark.tsx';

const TONES = { running: 'info', done: 'success', failed: 'critical' } as const;

export const RunState = ({ state }: Pick<ReconciliationItem, 'state'>) => {
  const { t } = useTranslation();
  return <Mark tone={TONES[state]}>{t(`reconciliation.states.${state}`)}</Mark>;
};
