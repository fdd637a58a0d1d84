import { Router, type Request, type RequestHandler } from 'express';
import type { LinkRequest } from '../../pipeline/return/return-link.ts';
import type { Returns } from '../../pipeline/return/returns.ts';
import { sendPage } from '../plain-page.ts';
import { savedCartPage } from './saved-cart-page.ts';
import { returnPage, unsubscribePage } from './pages.ts';

export type ShopperParts = Pick<Returns, 'openReturnLink' | 'show' | 'unsubscribe'> & {
  readonly now: () => Date;
};

/** `/r/` and `/u/`: no cookie is read or set, and whatever body comes with the POST is left unread. */
export const shopperRoutes = (parts: ShopperParts): Router => {
  const router = Router();
  router.use(['/r', '/u'], dropUnreadable);
  router.get('/r{/:token}', async (request, response) => {
    const outcome = await parts.openReturnLink(readRequest(request), parts.now());
    if (outcome.kind === 'redirect') response.redirect(302, outcome.location);
    else sendPage(response, outcome.kind === 'cart' ? savedCartPage(outcome) : returnPage(outcome));
  });
  router.get('/u{/:token}', async (request, response) => {
    sendPage(response, unsubscribePage(await parts.show(readRequest(request), parts.now())));
  });
  router.post('/u{/:token}', async (request, response) => {
    sendPage(response, unsubscribePage(await parts.unsubscribe(readRequest(request), parts.now())));
  });
  return router;
};

/** Mail programs cut and mangle links: what cannot be decoded is no token, and its reader still gets a page. */
const dropUnreadable: RequestHandler = (request, _response, next) => {
  try {
    decodeURIComponent(request.path);
  } catch {
    request.url = '/';
  }
  next();
};

const readRequest = (request: Request): LinkRequest => ({
  token: request.params['token'],
  method: request.method === 'HEAD' ? 'HEAD' : 'GET',
  userAgent: request.get('user-agent') ?? null,
  purpose: request.get('sec-purpose') ?? request.get('purpose') ?? null,
  acceptLanguage: request.get('accept-language') ?? null,
});
