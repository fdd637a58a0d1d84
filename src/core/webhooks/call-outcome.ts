import { retryAfterMs } from './retry-after.ts';

/** What came of one call of a webhook. `gone`: the receiver asks never to be called again (410). */
export type CallOutcome =
  | { readonly kind: 'taken'; readonly status: number }
  | { readonly kind: 'refused'; readonly status: number | null; readonly reason: string }
  | {
      readonly kind: 'later';
      readonly status: number | null;
      readonly reason: string;
      readonly afterMs: number | null;
    }
  | { readonly kind: 'gone'; readonly status: number; readonly reason: string };

type Answered =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: Headers }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string };

/**
 * Taken is 2xx alone; a redirect is not followed and counts as a refusal. What may be different in a while is tried
 * again: silence, 408, 425, 429 and every 5xx. A lost answer is among these, since the id of a repetition is the same.
 */
export const callOutcome = (result: Answered, now: Date): CallOutcome => {
  if (result.kind === 'refused') return { kind: 'refused', status: null, reason: result.reason };
  if (result.kind === 'unreachable')
    return { kind: 'later', status: null, reason: result.reason, afterMs: null };
  const { status, headers } = result;
  const reason = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { kind: 'taken', status };
  if (status === 410) return { kind: 'gone', status, reason };
  const told = headers.get('retry-after');
  if (status >= 500 || LATER.has(status))
    return { kind: 'later', status, reason, afterMs: told === null ? null : retryAfterMs(told, now, 60_000) };
  return { kind: 'refused', status, reason };
};

const LATER: ReadonlySet<number> = new Set([408, 425, 429]);
