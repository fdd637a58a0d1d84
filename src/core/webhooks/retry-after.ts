/**
 * `Retry-After` in milliseconds: seconds or an HTTP date, at least a second and at most an hour, so that neither a
 * missing nor an absurd header makes us hammer or give up. `fallbackMs` where it says nothing.
 */
export const retryAfterMs = (header: string | null, now: Date, fallbackMs: number): number => {
  const told = header?.trim() ?? '';
  const wait = /^\d{1,9}(\.\d+)?$/.test(told) ? Number(told) * 1_000 : Date.parse(told) - now.getTime();
  return Number.isFinite(wait) ? Math.min(Math.max(Math.ceil(wait), 1_000), 3_600_000) : fallbackMs;
};
