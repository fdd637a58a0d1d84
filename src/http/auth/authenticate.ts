import type { Request } from 'express';
import { FORBIDDEN, UNAUTHORIZED, problem, type Problem } from '../problem.ts';
import { readSessionCookie } from './cookie.ts';
import type { Access } from '../../ports/store/access.ts';
import type { Session } from './session.ts';

export type Authenticated =
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'refused'; readonly problem: Problem; readonly isGuess: boolean };

const CSRF = problem(
  403,
  'forbidden',
  'A changing call with the session cookie needs X-Requested-With: retorno.',
);

/** Bearer first; the cookie only where there is no Authorization header at all. */
export const authenticate = async (request: Request, access: Access): Promise<Authenticated> => {
  const authorization = request.headers.authorization;
  if (authorization !== undefined) return byBearer(authorization, access);
  const cookie = readSessionCookie(request);
  if (cookie === null) return refused(UNAUTHORIZED);
  const found = await access.findSession(cookie);
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

const byBearer = async (authorization: string, access: Access): Promise<Authenticated> => {
  const token = /^Bearer ([\w.~+/-]{1,500}=*)$/i.exec(authorization)?.[1];
  const key = token === undefined ? null : await access.findKey(token);
  if (key === null) return { kind: 'refused', problem: UNAUTHORIZED, isGuess: true };
  return {
    kind: 'session',
    session: { storeId: key.storeId, scope: key.scope, countedAs: `key:${key.id}`, fromCookie: false },
  };
};

const isChanging = (request: Request): boolean => request.method !== 'GET' && request.method !== 'HEAD';

const refused = (why: Problem): Authenticated => ({ kind: 'refused', problem: why, isGuess: false });

/** A scope does what it says and nothing else: an admin key posts no events. */
export const scopeProblem = (session: Session, scope: Session['scope']): Problem | null =>
  session.scope === scope ? null : FORBIDDEN;
