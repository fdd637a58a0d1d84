import { startOfDay } from '../../../core/results/day.ts';

type Asked = { readonly from?: string | undefined; readonly to?: string | undefined };
type Usual = { readonly timeZone: string; readonly now: Date; readonly days: number };

/** What a report is asked about; the usual number of days until now where nothing is said. */
export const readPeriod = ({ from, to }: Asked, { timeZone, now, days }: Usual) => {
  const end = to === undefined ? now : readMoment(to, timeZone);
  const start = from === undefined ? new Date(end.getTime() - days * DAY_MS) : readMoment(from, timeZone);
  return { from: start, to: end };
};

const DAY_MS = 86_400_000;

/** Reports count days of the store's zone, so a plain date is the beginning of such a day. */
const readMoment = (text: string, timeZone: string): Date =>
  PLAIN_DATE.test(text) ? startOfDay(text, timeZone) : new Date(text);

const PLAIN_DATE = /^\d{4}-\d{2}-\d{2}$/;
