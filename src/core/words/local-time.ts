import { DateTime } from 'luxon';

/**
 * An instant written as the clock of a zone shows it: `2020-07-25 17:27:42.000000` in `America/Sao_Paulo`, `UTC` or
 * `-03:00`. Null for an impossible date or an unknown zone. Of an hour that a zone has twice, either.
 */
export const readLocalTime = (written: string, zone: string): Date | null => {
  if (written.length > 40 || zone.length > 64) return null;
  const named = zone.replace(/^([+-]\d{2}):?(\d{2})$/, 'UTC$1:$2');
  const read = DateTime.fromISO(written.trim().replace(' ', 'T'), { zone: named });
  return read.isValid && read.toMillis() >= 0 ? read.toJSDate() : null;
};
