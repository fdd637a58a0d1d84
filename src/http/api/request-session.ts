import type { Response } from 'express';
import type { Session } from '../auth/session.ts';

/** The session of a request that was let in; kept beside its answer, as Express has it. */
export const sessionOf = (response: Response): Session => {
  const session = (response.locals as { session?: Session }).session;
  if (session === undefined) throw new Error('a route asked for a session before it was authenticated');
  return session;
};

export const keepSession = (response: Response, session: Session): void => {
  (response.locals as { session?: Session }).session = session;
};
