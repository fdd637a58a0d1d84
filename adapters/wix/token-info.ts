import { z } from 'zod';
import { flag, id, textUpTo } from '../../src/core/words/tolerant.ts';
import type { Calls } from '../../src/ports/platform-work.ts';
import { WIX_API } from './access.ts';
import { answerOf, type NoAnswer } from './exchange.ts';

export type TokenInfo = {
  readonly kind: 'told';
  readonly active: boolean;
  readonly instanceId: string | null;
  /** The app that it was made for. */
  readonly clientId: string | null;
  /** `USER`, `APP`, `MEMBER` or `VISITOR`. */
  readonly subjectType: string | null;
  readonly subjectId: string | null;
  readonly expiresAt: Date | null;
};

/** What Wix says of a token that somebody showed us. */
export const askTokenInfo = async (
  token: string,
  { fetch, now }: Calls,
): Promise<TokenInfo | NoAnswer | { readonly kind: 'refused' }> => {
  const result = await fetch({
    url: `${WIX_API}/oauth2/token-info`,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ token }),
    timeoutMs: 5_000,
  });
  const answer = answerOf(result, now());
  if (answer.kind === 'rejected' || answer.kind === 'not_found' || answer.kind === 'unauthorized')
    return { kind: 'refused' };
  if (answer.kind !== 'answered') return answer;
  const { active, exp, ...info } = infoBody.parse(answer.data);
  return { kind: 'told', active: active === true, expiresAt: secondsAsDate(exp), ...info };
};

const infoBody = z.object({
  active: flag,
  instanceId: id,
  clientId: id,
  subjectType: textUpTo(40).transform((value) => value?.toUpperCase() ?? null),
  subjectId: id,
  exp: z.unknown().optional(),
});

/** Seconds since 1970, as a number or as text. */
const secondsAsDate = (exp: unknown): Date | null => {
  const seconds = typeof exp === 'number' || typeof exp === 'string' ? Number(exp) : Number.NaN;
  return seconds > 0 && seconds < 1e11 ? new Date(seconds * 1_000) : null;
};
