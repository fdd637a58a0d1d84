import type { Clock } from '../../../ports/clock.ts';

/** One thing looked at, and what was found: for the operator, without a secret or a person's data. */
export type DoctorCheck = { readonly name: string } & Finding;

export type Finding = { readonly ok: boolean; readonly reason: string };

export type Examiner = {
  readonly name: string;
  /** 15 seconds where it is left out. */
  readonly limitMs?: number;
  readonly look: () => Finding | Promise<Finding>;
};

export const fine = (reason: string): Finding => ({ ok: true, reason });
export const wrong = (reason: string): Finding => ({ ok: false, reason });

const LIMIT_MS = 15_000;
const AT_ONCE = 10;

/** Asks all of them, a few at a time. One that fails or hangs is itself a finding and holds up no other. */
export const askAll = async (
  examiners: readonly Examiner[],
  clock: Pick<Clock, 'sleep'>,
): Promise<readonly DoctorCheck[]> => {
  const checks: DoctorCheck[] = [];
  const waiting = [...examiners.entries()];
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift())
      checks[one[0]] = { name: one[1].name, ...(await ask(one[1], clock)) };
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return checks;
};

const ask = async ({ look, limitMs = LIMIT_MS }: Examiner, clock: Pick<Clock, 'sleep'>): Promise<Finding> => {
  const over = new AbortController();
  const tooLate = clock
    .sleep(limitMs, over.signal)
    .then(() => wrong(`no answer within ${Math.round(limitMs / 1000)} s`));
  try {
    return await Promise.race([tooLate, (async () => look())()]);
  } catch (reason) {
    return wrong(reason instanceof Error ? reason.message : 'it failed');
  } finally {
    over.abort();
  }
};

/** `3 minutes`, `2 hours`, `5 days`: as much as an operator needs. */
export const inWords = (milliseconds: number): string => {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 2) return `${Math.round(milliseconds / 1000)} seconds`;
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 2 * 24 * 60 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1440)} days`;
};
