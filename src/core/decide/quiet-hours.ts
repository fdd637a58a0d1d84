import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import type { QuietHours } from '../flows/flow.ts';

/** So that what waited all night does not leave within one second. */
const SPREAD_MS = 20 * 60_000;

/**
 * When the quiet hours that hold at `now` are over, plus 0 to 20 minutes by hash of `spreadBy`; null when none hold.
 * Judged by the wall clock of `zone`, so the rule survives daylight saving; an unknown zone is UTC.
 */
export const quietUntil = ({
  rule,
  zone,
  now,
  spreadBy,
}: {
  readonly rule: QuietHours;
  readonly zone: string;
  readonly now: Date;
  readonly spreadBy: string;
}): Date | null => {
  const local = inZone(now, zone);
  if (!isQuiet(rule, local)) return null;
  return new Date(quietEnd(rule, local).toMillis() + spread(spreadBy));
};

const inZone = (now: Date, zone: string): DateTime => {
  const local = DateTime.fromJSDate(now, { zone });
  return local.isValid ? local : DateTime.fromJSDate(now, { zone: 'utc' });
};

/** Equal times are no quiet hours. Texts of the form HH:MM compare as times do. */
const isQuiet = ({ from, to }: QuietHours, local: DateTime): boolean => {
  const time = local.toFormat('HH:mm');
  return from <= to ? from <= time && time < to : from <= time || time < to;
};

const COARSE_MINUTES = 15;

/**
 * The first minute at which the hours are over, found by walking the wall clock: so a `to` that the clocks skip ends
 * where they go on, and one that they repeat ends at its first time.
 */
const quietEnd = (rule: QuietHours, local: DateTime): DateTime => {
  let end = local.startOf('minute');
  while (isQuiet(rule, end)) end = end.plus({ minutes: COARSE_MINUTES });
  while (!isQuiet(rule, end.minus({ minutes: 1 }))) end = end.minus({ minutes: 1 });
  return end;
};

const spread = (by: string): number =>
  createHash('sha256').update(by).digest().readUInt32BE(0) % (SPREAD_MS + 1);
