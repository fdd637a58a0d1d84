import type { Request } from 'express';
import type { AdmitToken } from '../../pipeline/embedding/admit-token.ts';
import { FORBIDDEN, UNAUTHORIZED, problem, type Problem } from '../problem.ts';
import { readSessionCookie } from './cookie.ts';
import type { Access } from '../../ports/store/access.ts';
import type { Session } from './session.ts';

export type Authenticated =
  | { readonly kind: 'session'; readonly session: Session }
  | {
      readonly kind: 'refused';
      readonly problem: Problem;
      readonly isGuess: boolean;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** Who is asked whom a token belongs to. */
export type Doorkeepers = { readonly access: Access; readonly admitToken: AdmitToken };

const CSRF = problem(
  403,
  'forbidden',
  'A changing call with the session cookie needs X-Requested-With: retorno.',
);

/** Bearer first; the cookie only where there is no Authorization header at all. */
export const authenticate = async (request: Request, doors: Doorkeepers): Promise<Authenticated> => {
  const authorization = request.headers.authorization;
  if (authorization !== undefined) return byBearer(authorization, doors);
  const cookie = readSessionCookie(request);
  if (cookie === null) return refused(UNAUTHORIZED);
  const found = await doors.access.findSession(cookie);
  if (found === null) return refused(UNAUTHORIZED);
  if (isChanging(request) && request.headers['x-requested-with'] !== 'retorno') return refused(CSRF);
  return {
    kind: 'session',
    session: {
      storeId: found.storeId,
      scope: 'admin',
      countedAs: `store:${found.storeId}`,
      fromCookie: true,
    },
  };
};

/** Our keys are short; the tokens of platforms carry claims. */
const BEARER = /^Bearer ([\w.~+/-]{1,8000}=*)$/i;
const OWN_KEY = /^rt_/;

const byBearer = async (authorization: string, doors: Doorkeepers): Promise<Authenticated> => {
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined) return { kind: 'refused', problem: UNAUTHORIZED, isGuess: true };
  const key = token.length > 500 ? null : await doors.access.findKey(token);
  if (key !== null) return session({ ...key, countedAs: `key:${key.id}` });
  if (OWN_KEY.test(token)) return { kind: 'refused', problem: UNAUTHORIZED, isGuess: true };
  return byPlatformToken(token, doors);
};

/** Each call of an embedded admin carries the platform's token, and each is judged. */
const byPlatformToken = async (token: string, { admitToken }: Doorkeepers): Promise<Authenticated> => {
  const admitted = await admitToken(token);
  switch (admitted.kind) {
    case 'admitted':
      return session({ ...admitted, scope: 'admin', countedAs: `store:${admitted.storeId}` });
    case 'refused':
      return { kind: 'refused', problem: UNAUTHORIZED, isGuess: true, headers: admitted.headers };
    case 'unavailable':
      return refused(NOT_CONNECTED_NOW);
  }
};

const NOT_CONNECTED_NOW = {
  ...problem(503, 'unavailable', 'The store’s platform does not answer, so the store is not connected yet.'),
  retryAfter: 30,
};

const session = ({ storeId, scope, countedAs }: Omit<Session, 'fromCookie'>): Authenticated => ({
  kind: 'session',
  session: { storeId, scope, countedAs, fromCookie: false },
});

const isChanging = (request: Request): boolean => request.method !== 'GET' && request.method !== 'HEAD';

const refused = (why: Problem): Authenticated => ({ kind: 'refused', problem: why, isGuess: false });

/** A scope does what it says and nothing else: an admin key posts no events. */
export const scopeProblem = (session: Session, scope: Session['scope']): Problem | null =>
  session.scope === scope ? null : FORBIDDEN;
