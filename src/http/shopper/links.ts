import { Router, type Request, type Response } from 'express';
import type { Language } from '../../core/words/vocabulary.ts';
import type { LinkRequest, ReturnOutcome } from '../../pipeline/return/return-link.ts';
import type { UnsubscribeOutcome } from '../../pipeline/return/unsubscribe.ts';
import { html, sendPage, type Markup } from '../plain-page.ts';
import { SHOPPER_WORDS, type ShopperWords } from './words.ts';

export type ShopperParts = {
  readonly openReturnLink: (request: LinkRequest, now: Date) => Promise<ReturnOutcome>;
  readonly show: (request: LinkRequest, now: Date) => Promise<UnsubscribeOutcome>;
  readonly unsubscribe: (
    request: Pick<LinkRequest, 'token' | 'acceptLanguage'>,
    now: Date,
  ) => Promise<UnsubscribeOutcome>;
  readonly now: () => Date;
};

/** `/r/` and `/u/`: no cookie is read or set, and whatever body comes with the POST is left unread. */
export const shopperRoutes = (parts: ShopperParts): Router => {
  const router = Router();
  router.get('/r/:token', async (request, response) => {
    const outcome = await parts.openReturnLink(readRequest(request), parts.now());
    if (outcome.kind === 'redirect') response.redirect(302, outcome.location);
    else sendReturnPage(response, outcome);
  });
  router.get('/u/:token', async (request, response) => {
    sendUnsubscribePage(response, await parts.show(readRequest(request), parts.now()));
  });
  router.post('/u/:token', async (request, response) => {
    const { token, acceptLanguage } = readRequest(request);
    sendUnsubscribePage(response, await parts.unsubscribe({ token, acceptLanguage }, parts.now()));
  });
  return router;
};

const readRequest = (request: Request): LinkRequest => ({
  token: request.params['token'],
  method: request.method === 'HEAD' ? 'HEAD' : 'GET',
  userAgent: request.get('user-agent') ?? null,
  purpose: request.get('sec-purpose') ?? request.get('purpose') ?? null,
  acceptLanguage: request.get('accept-language') ?? null,
});

type ReturnPage = Extract<ReturnOutcome, { kind: 'page' }>;

/** Never an error: a shopper who follows a link of the store is told what became of it. */
const sendReturnPage = (response: Response, { page, language, store }: ReturnPage): void => {
  const words = SHOPPER_WORDS[language];
  const home = store?.homeUrl ?? null;
  send(
    response,
    { status: 200, language, title: words[`${page}Title`] },
    html` <p>${words[page]}</p>
      ${home === null ? null : html`<p><a class="button" href="${home}" rel="noreferrer">${words.toStore}</a></p>`}`,
  );
};

const sendUnsubscribePage = (response: Response, outcome: UnsubscribeOutcome): void => {
  const words = SHOPPER_WORDS[outcome.language];
  const { language } = outcome;
  if (outcome.kind === 'not_found')
    return send(
      response,
      { status: 404, language, title: words.unknownTitle },
      html`<p>${words.unknown}</p>`,
    );
  const title = outcome.page === 'ask' ? words.askTitle : words.doneTitle;
  send(response, { status: 200, language, title }, unsubscribeBody(outcome, words));
};

const unsubscribeBody = (
  { page, storeName, maskedAddress }: Extract<UnsubscribeOutcome, { kind: 'page' }>,
  words: ShopperWords,
): Markup =>
  html` <p>${words[page].replace('{store}', () => storeName)}</p>
    <p class="quiet">${maskedAddress}</p>
    ${page === 'ask' ? html`<form method="post"><button>${words.askButton}</button></form>` : null}`;

type Head = { readonly status: number; readonly language: Language; readonly title: string };

const send = (response: Response, head: Head, body: Markup): void =>
  sendPage(response, {
    ...head,
    body: html`<h1>${head.title}</h1>
      ${body}`,
  });
