import { useTranslation } from 'react-i18next';
import type { Summary } from '../../api/reports.ts';
import { useWriting } from '../../words/writing.ts';

const STAGES = ['abandoned', 'reached', 'delivered', 'clicked', 'recovered'] as const;

/** How many of the abandoned carts came how far. */
export const Funnel = ({ totals }: { readonly totals: Summary['totals'] }) => {
  const { t } = useTranslation();
  const writing = useWriting();
  const whole = totals.abandoned;
  return (
    <ol className="funnel">
      {STAGES.map((stage) => (
        <li key={stage}>
          <span className="funnel-name">{t(`overview.stages.${stage}`)}</span>
          <span className="funnel-number">
            {writing.number(totals[stage])}
            {stage === 'abandoned' || whole === 0 ? '' : ` · ${writing.share(totals[stage], whole)}`}
          </span>
          <svg className="funnel-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect className="funnel-track" width="100" height="1" />
            <rect width={whole === 0 ? 0 : Math.min(100, (totals[stage] / whole) * 100)} height="1" />
          </svg>
        </li>
      ))}
    </ol>
  );
};
