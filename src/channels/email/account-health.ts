import type { StoreId } from '../../core/words/ids.ts';
import type { SendResult } from '../../ports/channel.ts';
import { createPauses } from './pauses.ts';
import type { Pause } from './pauses.ts';
import type { Verdict } from './smtp-failure.ts';

export type Account = { readonly storeId: StoreId; readonly url: string };

export type AccountHealth = {
  /** The account's pause, else this store's on it. */
  readonly pauseOf: (account: Account, now: Date) => Pause | null;
  /** Remembers what an outcome says about the account, and turns it into what the caller is told. */
  readonly record: (account: Account, outcome: SendResult | Verdict, now: Date) => SendResult;
};

/**
 * After so many strikes without a message getting through in between, the account rests. A cut before the dot is one
 * strike; silence after it is two, since each costs a message nobody can vouch for.
 */
const MOST_STRIKES = 5;
const SILENCE_STRIKES = 2;

export const createAccountHealth = (): AccountHealth => {
  const pauses = createPauses();
  const strikes = new Map<string, number>();

  const strike = (url: string, count: number): boolean => {
    const total = (strikes.get(url) ?? 0) + count;
    strikes.set(url, total < MOST_STRIKES ? total : 0);
    return total >= MOST_STRIKES;
  };
  const down = (key: string, reason: string, now: Date): SendResult => {
    const pause = pauses.begin(key, reason, now);
    return { kind: 'channel_down', reason: pause.reason, untilMs: pause.until.getTime() };
  };
  const record: AccountHealth['record'] = ({ storeId, url }, outcome, now) => {
    switch (outcome.kind) {
      case 'down':
        return down(outcome.scope === 'store' ? keyOf(storeId, url) : url, outcome.reason, now);
      case 'cut':
        if (strike(url, 1)) return down(url, outcome.reason, now);
        return { kind: 'retry', reason: outcome.reason, afterMs: null };
      case 'uncertain':
        if (strike(url, SILENCE_STRIKES)) pauses.begin(url, outcome.reason, now);
        return outcome;
      case 'accepted':
        pauses.clear(url);
        pauses.clear(keyOf(storeId, url));
        strikes.delete(url);
        return outcome;
      case 'retry':
      case 'refused':
        strikes.delete(url);
        return outcome;
      case 'withdrawn':
      case 'channel_down':
        return outcome;
    }
  };
  return {
    pauseOf: ({ storeId, url }, now) => pauses.of(url, now) ?? pauses.of(keyOf(storeId, url), now),
    record,
  };
};

const keyOf = (storeId: StoreId, url: string): string => `${storeId} ${url}`;
