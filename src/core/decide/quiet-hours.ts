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
  readonly rule: Times;
  readonly zone: string;
  readonly now: Date;
  readonly spreadBy: string;
}): Date | null => {
  const local = inZone(now, zone);
  if (!isQuiet(rule, local)) return null;
  return new Date(quietEnd(rule, local).toMillis() + spread(spreadBy));
};

type Times = Pick<QuietHours, 'from' | 'to'>;

const inZone = (now: Date, zone: string): DateTime => {
  const local = DateTime.fromJSDate(now, { zone });
  return local.isValid ? local : DateTime.fromJSDate(now, { zone: 'utc' });
};

/** Equal times are no quiet hours. Texts of the form HH:MM compare as times do. */
const isQuiet = ({ from, to }: Times, local: DateTime): boolean => {
  const time = local.toFormat('HH:mm');
  return from <= to ? from <= time && time < to : from <= time || time < to;
};

const DAY_MINUTES = 24 * 60;
/** No zone moves its clock by more than two hours. */
const LARGEST_SHIFT_MINUTES = 120;

/**
 * The first minute at which the hours are over. Where the clocks are moved on the way it is found by walking: a `to`
 * that they skip ends where they go on, one that they repeat ends at its first time.
 */
const quietEnd = (rule: Times, local: DateTime): DateTime => {
  const begin = local.startOf('minute');
  const ahead = (minutesOf(rule.to) - (begin.hour * 60 + begin.minute) + DAY_MINUTES) % DAY_MINUTES;
  const plain = begin.plus({ minutes: ahead });
  if (begin.plus({ minutes: ahead + LARGEST_SHIFT_MINUTES }).offset === begin.offset) return plain;
  for (
    let more = Math.max(0, ahead - LARGEST_SHIFT_MINUTES);
    more < ahead + LARGEST_SHIFT_MINUTES;
    more += 1
  ) {
    const minute = begin.plus({ minutes: more });
    if (!isQuiet(rule, minute)) return minute;
  }
  return plain;
};

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

const spread = (by: string): number =>
  createHash('sha256').update(by).digest().readUInt32BE(0) % (SPREAD_MS + 1);
