import type { Listing } from '../../ports/adapter.ts';
import type { ErrandResult } from './work-errand.ts';

/** What becomes of an errand whose platform gave no answer. */
export const noAnswer = (answer: Exclude<Listing, { kind: 'page' }>): ErrandResult => {
  switch (answer.kind) {
    case 'rate_limited':
      return { kind: 'failed', reason: 'rate_limited', retryAfterMs: answer.retryAfterMs };
    case 'unauthorized':
      return { kind: 'failed', reason: 'unauthorized', retryAfterMs: null };
    case 'unavailable':
      return { kind: 'failed', reason: answer.reason, retryAfterMs: null };
  }
};
