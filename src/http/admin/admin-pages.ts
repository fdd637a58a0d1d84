import { Router, type Request, type Response } from 'express';
import { NOT_FOUND, sendProblem } from '../problem.ts';
import type { AdminFile } from './admin-files.ts';

/**
 * The admin at `/admin`: its files, and its first page for every other address below it, since the browser finds the
 * page. Holds no data; those come over the API, which asks who calls.
 */
export const createAdminPages = (files: ReadonlyMap<string, AdminFile>): Router => {
  const router = Router({ caseSensitive: true, strict: false });
  router.get(/.*/, async (request, response) => {
    const path = request.path.slice(1);
    const file = files.get(path);
    if (path === MAIL_PAGE && file !== undefined) return await sendMailPage(request, response, file);
    const shown = file ?? (path.startsWith('assets/') ? undefined : files.get('index.html'));
    if (shown === undefined) return sendProblem(response, NOT_FOUND);
    response.setHeader('Content-Security-Policy', PAGE_POLICY);
    await send(request, response, shown);
  });
  return router;
};

/** Pictures are the shops' own and may lie anywhere; all else is ours, and nothing is inline. */
const PAGE_POLICY =
  "default-src 'self'; img-src 'self' data: https: http:; object-src 'none'; base-uri 'none'; " +
  "form-action 'self'; frame-ancestors 'none'";

/** An empty page in which the admin shows a mail: inline styles as mails have them, no scripts, no calls. */
const MAIL_PAGE = 'mail.html';
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data: https: http:; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin";

/** The same, to be mounted at the root beside the other pages. */
export const adminRoutes = (files: ReadonlyMap<string, AdminFile>): Router =>
  Router({ caseSensitive: true, strict: false }).use('/admin', createAdminPages(files));

const sendMailPage = async (request: Request, response: Response, file: AdminFile): Promise<void> => {
  response.setHeader('Content-Security-Policy', MAIL_POLICY);
  response.setHeader('X-Frame-Options', 'SAMEORIGIN');
  await send(request, response, file);
};

const send = async (request: Request, response: Response, file: AdminFile): Promise<void> => {
  const zipped = request.acceptsEncodings('gzip') === 'gzip' ? await file.gzipped?.() : undefined;
  if (file.neverChanges) response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  response.setHeader('Content-Type', file.type);
  response.setHeader('Vary', 'Accept-Encoding');
  if (zipped !== undefined) response.setHeader('Content-Encoding', 'gzip');
  response.end(zipped ?? file.body);
};
