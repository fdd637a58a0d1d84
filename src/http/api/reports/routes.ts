import { dayAfter, dayOf } from '../../../core/results/day.ts';
import { columnOf, summarise, type SummaryLine } from '../../../core/results/summary.ts';
import type { Store } from '../../../ports/store/store.ts';
import { READ_SUMMARY } from '../../contract/reports.ts';
import { bind, done, type Bound } from '../bind.ts';
import { storeOf } from '../store-of.ts';
import { writeMoneyJson } from '../write.ts';
import { readPeriod } from './period.ts';

export type ReportRouteParts = {
  readonly store: Pick<Store, 'stores' | 'reader'>;
  readonly now: () => Date;
};

/** What is shown when no period is asked for. */
const USUAL_DAYS = 30;

export const reportRoutes = ({ store, now }: ReportRouteParts): readonly Bound[] => [
  bind(READ_SUMMARY, async ({ storeId, query }) => {
    const { platform, settings } = await storeOf(store.stores, storeId);
    const { timeZone } = settings;
    const { from, to } = readPeriod(query, { timeZone, now: now(), days: USUAL_DAYS });
    const groupBy = query.groupBy === 'reason' ? 'day' : query.groupBy;
    const rows = await store.reader.reports.sums({
      storeId,
      from: dayOf(from, timeZone),
      // Days as a whole: the day in which the period ends counts.
      to: dayAfter(dayOf(endOfPeriod(to), timeZone)),
      by: columnOf(groupBy),
    });
    const { totals, items } = summarise(rows, { basis: query.basis, groupBy, platform });
    if (query.groupBy === 'reason') {
      const reasons = await store.reader.contactLog.reasons(storeId, { from, to });
      const carts = reasons.map(({ reason, carts }) => ({ key: reason, ...NOTHING, abandoned: carts }));
      return done({ totals: present(totals), items: carts });
    }
    return done({
      totals: present(totals),
      items: items.map(({ key, ...line }) => ({ key, ...present(line) })),
    });
  }),
];

/** `to` is exclusive: midnight does not open another day. */
const endOfPeriod = (to: Date): Date => new Date(to.getTime() - 1);

const present = ({ revenue, ...counts }: SummaryLine) => ({
  ...counts,
  revenue: revenue.map(writeMoneyJson),
});

const NOTHING = present(summarise([], { basis: 'episode', groupBy: 'day', platform: 'custom' }).totals);
