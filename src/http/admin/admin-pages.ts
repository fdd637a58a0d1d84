import { Router, type Request, type Response } from 'express';
import { NOT_FOUND, sendProblem } from '../problem.ts';
import type { AdminFile } from './admin-files.ts';
import type { EmbeddedPage, FindEmbedded } from './embedded-page.ts';

/**
 * The admin at `/admin`: its files, and its first page for every other address below it, since the browser finds the
 * page. Holds no data; those come over the API, which asks who calls.
 */
export const createAdminPages = (
  files: ReadonlyMap<string, AdminFile>,
  findEmbedded: FindEmbedded = async () => null,
): Router => {
  const router = Router({ caseSensitive: true, strict: false });
  const index = files.get('index.html');
  router.get(/.*/, async (request, response) => {
    const path = request.path.slice(1);
    const file = files.get(path);
    if (path !== MAIL_PAGE && file !== undefined && file !== index) {
      response.setHeader('Content-Security-Policy', pagePolicy(null));
      return send(request, response, file);
    }
    if (index === undefined || path.startsWith('assets/')) return sendProblem(response, NOT_FOUND);
    const embedded = await findEmbedded(queryOf(request));
    if (path === MAIL_PAGE && file !== undefined) return sendMailPage(request, response, { file, embedded });
    letFrame(response, embedded);
    await send(request, response, embedded?.dress(index) ?? index);
  });
  return router;
};

/** The page's policy, by which the platform that it was opened in may frame it. */
export const letFrame = (response: Response, embedded: EmbeddedPage | null): void => {
  response.setHeader('Content-Security-Policy', pagePolicy(embedded));
  // It knows no list of origins: an old header would keep the platform out, too.
  if (embedded !== null) response.removeHeader('X-Frame-Options');
};

export const queryOf = ({ originalUrl }: Request): URLSearchParams =>
  new URLSearchParams(originalUrl.split('?', 2)[1] ?? '');

/**
 * Pictures are the shops' own and may lie anywhere; all else is ours, and nothing is inline. In a platform's frame its
 * own script comes from its own origin, and from nowhere else.
 */
const pagePolicy = (embedded: EmbeddedPage | null): string =>
  [
    "default-src 'self'",
    ...(embedded === null || embedded.scripts.length === 0
      ? []
      : [`script-src 'self' ${embedded.scripts.join(' ')}`]),
    "img-src 'self' data: https: http:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${embedded?.ancestors.join(' ') ?? "'none'"}`,
  ].join('; ');

/** An empty page in which the admin shows a mail: inline styles as mails have them, no scripts, no calls. */
const MAIL_PAGE = 'mail.html';
const mailPolicy = (embedded: EmbeddedPage | null): string =>
  "default-src 'none'; style-src 'unsafe-inline'; img-src data: https: http:; base-uri 'none'; " +
  `form-action 'none'; frame-ancestors 'self'${(embedded?.ancestors ?? []).map((one) => ` ${one}`).join('')}; ` +
  'sandbox allow-same-origin';

/** The same, to be mounted at the root beside the other pages. */
export const adminRoutes = (files: ReadonlyMap<string, AdminFile>, findEmbedded?: FindEmbedded): Router =>
  Router({ caseSensitive: true, strict: false }).use('/admin', createAdminPages(files, findEmbedded));

type MailPage = { readonly file: AdminFile; readonly embedded: EmbeddedPage | null };

/** All that stand around a page count as its ancestors, so the platform is named here again. */
const sendMailPage = async (
  request: Request,
  response: Response,
  { file, embedded }: MailPage,
): Promise<void> => {
  response.setHeader('Content-Security-Policy', mailPolicy(embedded));
  if (embedded === null) response.setHeader('X-Frame-Options', 'SAMEORIGIN');
  else response.removeHeader('X-Frame-Options');
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
