import { Router, type Request } from 'express';
import { endedCookie, readSessionCookie, sessionCookie } from '../auth/cookie.ts';
import { createGuessLimit } from '../auth/limits.ts';
import type { Access } from '../../ports/store/access.ts';
import { html, sendPage } from '../plain-page.ts';

export type SignInParts = {
  readonly access: Pick<Access, 'redeemLoginLink' | 'endSession'>;
  readonly isHttps: boolean;
};

/** `/login/{token}`: the one-time link becomes the session cookie. `POST /logout` ends it. */
export const signInRoutes = ({ access, isHttps }: SignInParts): Router => {
  const router = Router();
  const countGuess = createGuessLimit();
  // A HEAD, as link previews send it, must not use the link up.
  router.head('/login/:token', (_request, response) => void response.end());
  router.get('/login/:token', async (request, response) => {
    const signedIn = await access.redeemLoginLink(request.params.token);
    if (signedIn === null) {
      await countGuess(request, response, () => sendPage(response, USED_LINK));
      return;
    }
    response.setHeader('Set-Cookie', sessionCookie(signedIn.token, signedIn.expiresAt, isHttps));
    response.redirect(303, '/admin');
  });
  router.post('/logout', async (request, response) => {
    await endSession(request, access);
    response.setHeader('Set-Cookie', endedCookie(isHttps));
    response.redirect(303, '/admin');
  });
  return router;
};

const endSession = async (request: Request, access: SignInParts['access']): Promise<void> => {
  const token = readSessionCookie(request);
  if (token !== null) await access.endSession(token);
};

const USED_LINK = {
  status: 401,
  language: 'en',
  title: 'This link is over',
  body: html`<h1>This link is over</h1>
    <p>
      A sign-in link works once and for a short time. Make a new one with
      <code>npm run retorno -- login-link --store ID</code>.
    </p>`,
};
