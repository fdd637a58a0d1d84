import { Router, type Request, type RequestHandler } from 'express';
import type { Mailbox, StoredMail } from '../../ports/store/mailbox.ts';
import { readSessionCookie } from '../auth/cookie.ts';
import type { Access } from '../../ports/store/access.ts';
import { html, sendPage, type Markup } from '../plain-page.ts';
import { NOT_FOUND, UNAUTHORIZED, sendProblem } from '../problem.ts';
import { isOnLoopback } from './loopback.ts';

export type MailboxParts = {
  /** Null where SMTP is real: then there is no mailbox. */
  readonly mailbox: Pick<Mailbox, 'list' | 'get'> | null;
  readonly access: Pick<Access, 'findSession'>;
};

const SHOWN = 100;
/** Programs that look for a mail want all of them. */
const LISTED = 2_000;

/** `/mailbox` and `/mailbox.json`: what would have been sent, for this machine and for who is signed in. */
export const mailboxRoutes = ({ mailbox, access }: MailboxParts): Router => {
  const router = Router();
  if (mailbox === null) return router;
  const guard = onlyForInsiders(access);
  router.get('/mailbox', guard, async (_request, response) => {
    const mails = await mailbox.list({ limit: SHOWN, before: null });
    sendPage(response, { status: 200, language: 'en', title: 'Mailbox', body: listOf(mails) });
  });
  router.get('/mailbox.json', guard, async (request, response) => {
    const mails = await mailbox.list({ limit: listedOf(request.query['limit']), before: null });
    response.json({ items: mails.map(toItem), next: null });
  });
  router.get('/mailbox/:id', guard, async (request, response) => {
    const mail = await mailbox.get(String(request.params['id']));
    if (mail === null) return sendProblem(response, NOT_FOUND);
    response.setHeader('Content-Security-Policy', MAIL_POLICY);
    response.setHeader('X-Frame-Options', 'SAMEORIGIN');
    response.type('html').send(mail.html);
  });
  return router;
};

/** All that are listed, or the newest so many. */
const listedOf = (written: unknown): number =>
  typeof written === 'string' && /^[1-9]\d{0,3}$/.test(written) ? Math.min(Number(written), LISTED) : LISTED;

/** A mail is shown with its pictures and styles, and can do nothing: no script, no form, an origin of its own. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src http: https: data:; " +
  "style-src 'unsafe-inline'; font-src https:; frame-ancestors 'self'";

const onlyForInsiders =
  (access: MailboxParts['access']): RequestHandler =>
  async (request, response, next) => {
    if (isOnLoopback(request) || (await isSignedIn(request, access))) return next();
    sendProblem(response, UNAUTHORIZED);
  };

const isSignedIn = async (request: Request, access: MailboxParts['access']): Promise<boolean> => {
  const cookie = readSessionCookie(request);
  return cookie !== null && (await access.findSession(cookie)) !== null;
};

const toItem = (mail: StoredMail) => ({
  id: mail.id,
  at: mail.receivedAt.toISOString(),
  to: mail.to,
  subject: mail.subject,
  html: mail.html,
  text: mail.text,
  raw: mail.raw,
});

const listOf = (mails: readonly StoredMail[]): Markup => html`
  <h1>Mailbox</h1>
  <p class="quiet">Mails stay here instead of leaving the machine. <a href="/mailbox">Look again</a></p>
  ${
    mails.length === 0
      ? html`<p>Nothing yet.</p>`
      : html`<ol class="mails">
          ${mails.map(entryOf)}
        </ol>`
  }
`;

const entryOf = (mail: StoredMail): Markup =>
  html` <li>
    <strong>${mail.subject}</strong><br />
    <span class="quiet">to ${mail.to}, <time>${mail.receivedAt.toISOString()}</time></span>
    <details>
      <summary>The mail</summary>
      <iframe
        title="${mail.subject}"
        loading="lazy"
        src="/mailbox/${mail.id}"
        sandbox="allow-popups allow-popups-to-escape-sandbox"
      ></iframe>
    </details>
    <details>
      <summary>Its text</summary>
      <pre>${mail.text}</pre>
    </details>
  </li>`;
