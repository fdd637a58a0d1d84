import { Router, type Request } from 'express';
import { endedCookie, readSessionCookie, sessionCookie } from '../auth/cookie.ts';
import { createGuessLimit } from '../auth/limits.ts';
import type { Access } from '../../ports/store/access.ts';
import type { Language } from '../../core/words/vocabulary.ts';
import { html, sendPage, type PlainPage } from '../plain-page.ts';
import { readerLanguage } from '../reader-language.ts';
import { USED_LINK_WORDS } from './sign-in-words.ts';

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
      await countGuess(request, response, () => sendPage(response, usedLink(readerLanguage(request))));
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

const usedLink = (language: Language): PlainPage => {
  const { title, text } = USED_LINK_WORDS[language];
  return {
    status: 401,
    language,
    title,
    body: html`<h1>${title}</h1>
      <p>${text}</p>
      <p><code>npm run retorno -- login-link --store ID</code></p>`,
  };
};
