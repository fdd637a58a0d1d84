import { Router } from 'express';
import { letFrame, queryOf } from '../admin/admin-pages.ts';
import type { FindEmbedded } from '../admin/embedded-page.ts';
import { PLAIN_CSS } from '../plain-page.ts';

/** `/` leads to the admin; the style of our plain pages. */
export const frontDoorRoutes = (findEmbedded: FindEmbedded): Router => {
  const router = Router();
  // Platforms open the app at its root, and say by the query for whom; those who review apps look at its policy, too.
  router.get('/', async (request, response) => {
    const embedded = await findEmbedded(queryOf(request));
    if (embedded !== null) letFrame(response, embedded);
    const query = request.originalUrl.split('?', 2)[1];
    response.redirect(302, query === undefined ? '/admin' : `/admin?${query}`);
  });
  router.get('/plain.css', (_request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=3600');
    response.type('css').send(PLAIN_CSS);
  });
  router.get('/robots.txt', (_request, response) => {
    response.type('text/plain').send('User-agent: *\nDisallow: /\n');
  });
  return router;
};
