import type { CheckCode } from '../words/reason-codes.ts';
import type { CheckContext } from './check.ts';

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/**
 * Until when a message waits: the known end, or 5 seconds doubling to 15 minutes as long as it waits for the same
 * thing. Always later than now, and never beyond its shelf life.
 */
export const waitEnd = (code: CheckCode, known: Date | null, { snapshot, plan, now }: CheckContext): Date => {
  const end =
    known === null ? now.getTime() + backoffMs(waitsSoFar(snapshot.message, code)) : known.getTime();
  return new Date(Math.max(Math.min(end, plan.shelfEndsAt.getTime()), now.getTime() + 1));
};

/** 5 s, 10 s, 20 s … 15 min. */
export const backoffMs = (before: number): number =>
  Math.min(FIRST_WAIT_MS * 2 ** Math.min(before, 16), LONGEST_WAIT_MS);

const waitsSoFar = (message: CheckContext['snapshot']['message'], code: CheckCode): number =>
  message !== null && message.waitedFor === code ? message.waits : 0;
