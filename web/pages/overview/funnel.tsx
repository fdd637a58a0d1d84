import { useTranslation } from 'react-i18next';
import type { Summary } from '../../api/reports.ts';
import { useWriting } from '../../words/writing.ts';

type Totals = Summary['totals'];

/** Each stage with what it is a share of: a cart may get several reminders, so those are no share of the carts. */
const STAGES = [
  { name: 'abandoned', of: null },
  { name: 'reached', of: null },
  { name: 'delivered', of: 'reached' },
  { name: 'clicked', of: 'abandoned' },
  { name: 'recovered', of: 'abandoned' },
] as const;

/** How many of the abandoned carts came how far, and how many reminders that took. */
export const Funnel = ({ totals }: { readonly totals: Totals }) => {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <ol className="funnel">
      {STAGES.map(({ name, of }) => (
        <li key={name}>
          <span className="funnel-name">{t(`overview.stages.${name}`)}</span>
          <span className="funnel-number">
            {isUnheardOf(name, totals) ? '–' : writing.number(totals[name])}
            {of === null || totals[of] === 0 || isUnheardOf(name, totals)
              ? ''
              : ` · ${writing.share(totals[name], totals[of])}`}
          </span>
          <svg className="funnel-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect className="funnel-track" width="100" height="1" />
            <rect width={filled(totals[name], of === null ? totals[name] : totals[of])} height="1" />
          </svg>
        </li>
      ))}
    </ol>
  );
};

/** Most mail servers never confirm a delivery: that is no share of none. */
const isUnheardOf = (name: (typeof STAGES)[number]['name'], totals: Totals): boolean =>
  name === 'delivered' && totals.delivered === 0;

const filled = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.min(100, (part / whole) * 100);
