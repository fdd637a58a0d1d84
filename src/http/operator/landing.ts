import { Router, type Request } from 'express';
import type { StoreId } from '../../core/words/ids.ts';
import { readSessionCookie } from '../auth/cookie.ts';
import type { Access } from '../../ports/store/access.ts';
import { html, sendPage, type Markup } from '../plain-page.ts';

export type LandingParts = {
  readonly access: Pick<Access, 'findSession'>;
  readonly storeName: (storeId: StoreId) => Promise<string | null>;
};

/** `/admin` while there is no web part: says who is signed in, and how to sign in. */
export const landingRoutes = (parts: LandingParts): Router => {
  const router = Router();
  router.get('/admin', async (request, response) => {
    const name = await signedInStore(request, parts);
    const body = name === null ? SIGNED_OUT : signedIn(name);
    sendPage(response, { status: 200, language: 'en', title: 'Retorno', body });
  });
  return router;
};

const signedInStore = async (
  request: Request,
  { access, storeName }: LandingParts,
): Promise<string | null> => {
  const cookie = readSessionCookie(request);
  const session = cookie === null ? null : await access.findSession(cookie);
  return session === null ? null : storeName(session.storeId);
};

const SIGNED_OUT = html`<h1>Retorno</h1>
  <p>
    Nobody is signed in. Make a one-time link with <code>npm run retorno -- login-link --store ID</code> and
    open it.
  </p>`;

const signedIn = (name: string): Markup =>
  html`<h1>Retorno</h1>
    <p>Signed in to <strong>${name}</strong>.</p>
    <form method="post" action="/logout"><button>Sign out</button></form>`;
