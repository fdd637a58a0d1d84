import { DateTime } from 'luxon';

/** The day on which an instant falls in a zone (IANA name), as `YYYY-MM-DD`. Throws on an unknown zone. */
export const dayOf = (instant: Date, zone: string): string =>
  formatterOf(zone).format(instant).padStart(10, '0');

/** Making a formatter costs far more than using it. Bounded: zones come from outside. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const MOST_FORMATTERS = 500;

const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone);
  if (known) return known;
  // Canada writes dates the ISO way.
  const formatter = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    calendar: 'gregory',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  if (formatters.size >= MOST_FORMATTERS) formatters.clear();
  formatters.set(zone, formatter);
  return formatter;
};

/** The Monday on which the ISO week of a day begins. */
export const weekOf = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`);
  const sinceMonday = (date.getUTCDay() + 6) % 7;
  date.setUTCDate(date.getUTCDate() - sinceMonday);
  return date.toISOString().slice(0, 10);
};

/** `YYYY-MM`. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** The day after. */
export const dayAfter = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
};

/** The instant at which a day begins in a zone; not always midnight. */
export const startOfDay = (day: string, timeZone: string): Date =>
  DateTime.fromISO(day, { zone: timeZone }).startOf('day').toJSDate();

/** The instants between which the days from `from` to `to` (exclusive) lie in a zone. */
export const dayBounds = ({
  from,
  to,
  timeZone,
}: {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}): { readonly start: Date; readonly end: Date } => ({
  start: startOfDay(from, timeZone),
  end: startOfDay(to, timeZone),
});
