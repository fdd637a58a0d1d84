import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../api/campaigns.ts';
import { Mark } from '../../parts/mark.tsx';

const TONES = { running: 'success', paused: 'warning', cancelled: undefined, done: undefined } as const;

export const CampaignMark = ({ state }: Pick<Campaign, 'state'>) => {
  const { t } = useTranslation();
  return <Mark tone={TONES[state]}>{t(`campaigns.states.${state}`)}</Mark>;
};
