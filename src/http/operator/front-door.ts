import { Router } from 'express';
import { PLAIN_CSS } from '../plain-page.ts';

/** `/` leads to the admin; the style of our plain pages. */
export const frontDoorRoutes = (): Router => {
  const router = Router();
  router.get('/', (_request, response) => response.redirect(302, '/admin'));
  router.get('/plain.css', (_request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=3600');
    response.type('css').send(PLAIN_CSS);
  });
  router.get('/robots.txt', (_request, response) => {
    response.type('text/plain').send('User-agent: *\nDisallow: /\n');
  });
  return router;
};
