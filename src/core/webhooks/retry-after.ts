/**
 * `Retry-After` in milliseconds: seconds or an HTTP date, at least a second and at most an hour, so that neither a
 * missing nor an absurd header makes us hammer or give up. `fallbackMs` where it says nothing.
 */
export const retryAfterMs = (header: string | null, now: Date, fallbackMs: number): number => {
  const told = header?.trim() ?? '';
  const wait = SECONDS.test(told) ? Number(told) * 1_000 : untilDate(told, now);
  return Number.isFinite(wait) ? Math.min(Math.max(Math.ceil(wait), 1_000), 3_600_000) : fallbackMs;
};

const SECONDS = /^\d{1,9}(\.\d+)?$/;

/** HTTP dates end in GMT; what else `Date.parse` understands ("-5") was never meant as a date. */
const untilDate = (told: string, now: Date): number =>
  told.endsWith('GMT') ? Date.parse(told) - now.getTime() : Number.NaN;
