import { Router, type Request, type Response } from 'express';
import { PLATFORMS, type Platform } from '../../core/words/vocabulary.ts';
import type { Answered, ConnectStores } from '../../pipeline/connect/connect.ts';
import type { Adapter } from '../../ports/adapter.ts';
import type { Log } from '../../ports/log.ts';
import type { Access } from '../../ports/store/access.ts';
import type { ConnectStates } from '../../ports/store/connect-states.ts';
import { connectCookie, readConnectCookie, sessionCookie } from '../auth/cookie.ts';
import { createBeginLimit, createGuessLimit } from '../auth/limits.ts';
import { sendPage } from '../plain-page.ts';
import { NOT_FOUND, problem, sendProblem } from '../problem.ts';
import { readerLanguage } from '../reader-language.ts';
import { platformOff, type PlatformSwitch } from '../webhooks/doors.ts';
import { readAnswerBody } from './answer-body.ts';
import { askPage, connectedPage, refusedPage, waitingPage } from './pages.ts';

export type ConnectRouteParts = {
  readonly connect: ConnectStores;
  readonly adapters: readonly Adapter[];
  readonly platforms: Readonly<Record<Platform, PlatformSwitch>>;
  readonly connectStates: Pick<ConnectStates, 'ofBrowser' | 'signInOnce'>;
  readonly access: Pick<Access, 'createSession'>;
  readonly isHttps: boolean;
  readonly log: Log;
};

/**
 * `/connect/{platform}` sends the merchant to the platform, `…/callback` takes its consent, from the browser or from
 * the shop's own server, and `…/done` signs in the browser that began.
 */
export const connectRoutes = (parts: ConnectRouteParts): Router => {
  const router = Router();
  const countBeginning = createBeginLimit();
  const countGuess = createGuessLimit();
  // A HEAD, as link previews send it, begins and ends nothing.
  router.head(/^\/connect\//, (_request, response) => void response.end());
  router.get('/connect/:platform', countBeginning, (request, response) => begin(parts, request, response));
  router.get('/connect/:platform/callback', async (request, response) => {
    const platform = openPlatform(parts, request, response);
    if (platform === null) return;
    const browser = readConnectCookie(request);
    const answer = { by: 'redirect', params: paramsOf(request), body: null, browser } as const;
    const answered = await parts.connect.answered(platform, answer);
    if (answered.kind !== 'refused') return sendAnswered(request, response, { platform, answered });
    await countGuess(request, response, () => sendAnswered(request, response, { platform, answered }));
  });
  router.post('/connect/:platform/callback', async (request, response) => {
    const platform = openPlatform(parts, request, response);
    if (platform === null) return;
    const body = await readAnswerBody(request);
    const answer = { by: 'call', params: paramsOf(request), body, browser: null } as const;
    const answered = await parts.connect.answered(platform, answer);
    if (answered.kind !== 'refused') return answerCall(parts, response, { platform, answered });
    await countGuess(request, response, () => answerCall(parts, response, { platform, answered }));
  });
  router.get('/connect/:platform/done', (request, response) => done(parts, request, response));
  return router;
};

/** Null when it has been answered already: there is no such platform, or it is off. */
const openPlatform = (
  { platforms, adapters }: ConnectRouteParts,
  request: Request,
  response: Response,
): Platform | null => {
  const platform = PLATFORMS.find((known) => known === request.params['platform']);
  if (platform === undefined) {
    sendProblem(response, NOT_FOUND);
    return null;
  }
  const state = platforms[platform];
  const adapter = adapters.find((one) => one.platform === platform);
  if (!state.on) sendProblem(response, platformOff(state.missing));
  else if (adapter?.connect === undefined) sendProblem(response, NOT_FOUND);
  else return platform;
  return null;
};

const begin = async (parts: ConnectRouteParts, request: Request, response: Response): Promise<void> => {
  const platform = openPlatform(parts, request, response);
  if (platform === null) return;
  const of = { platform, language: readerLanguage(request) };
  const begun = await parts.connect.begin(platform, paramsOf(request));
  switch (begun.kind) {
    case 'not_offered':
      return sendProblem(response, NOT_FOUND);
    case 'asks':
      // Browsers hold a form to this along all redirects, and the shop's address is not known yet.
      allowFormTo(response, 'https: http:');
      return sendPage(response, askPage(of));
    case 'refused':
      return sendPage(response, refusedPage(of, begun));
    case 'sent': {
      const { token, expiresAt } = begun.browser;
      response.setHeader('Set-Cookie', connectCookie(token, expiresAt, parts.isHttps));
      return response.redirect(303, begun.to);
    }
  }
};

const allowFormTo = (response: Response, targets: string): void => {
  const policy = String(response.getHeader('Content-Security-Policy') ?? '');
  response.setHeader(
    'Content-Security-Policy',
    policy.replace(/form-action [^;]*/, `form-action 'self' ${targets}`),
  );
};

type Ending = { readonly platform: Platform; readonly answered: Answered };

const sendAnswered = (request: Request, response: Response, { platform, answered }: Ending): void => {
  const of = { platform, language: readerLanguage(request) };
  if (answered.kind === 'not_offered') sendProblem(response, NOT_FOUND);
  else if (answered.kind === 'refused') sendPage(response, refusedPage(of, answered));
  else if (answered.isBegunHere) response.redirect(303, `/connect/${platform}/done`);
  else sendPage(response, connectedPage(of));
};

/** WooCommerce takes exactly 200 for a yes, and forgets the keys it made at anything else. */
const answerCall = (
  { log }: Pick<ConnectRouteParts, 'log'>,
  response: Response,
  { platform, answered }: Ending,
): void => {
  if (answered.kind === 'connected') {
    response.status(200).type('text/plain').send('ok');
    return;
  }
  const reason = answered.kind === 'refused' ? answered.why : answered.kind;
  log.warn({ platform, reason }, 'connection refused');
  sendProblem(response, answered.kind === 'not_offered' ? NOT_FOUND : REFUSED);
};

const REFUSED = problem(400, 'connect_refused', 'This connection is not begun, is over, or is not proven.');

/** Where the browser ends up; what it may do there is decided by its cookie alone. */
const done = async (parts: ConnectRouteParts, request: Request, response: Response): Promise<void> => {
  const platform = openPlatform(parts, request, response);
  if (platform === null) return;
  const of = { platform, language: readerLanguage(request) };
  const browser = readConnectCookie(request);
  if (browser === null) return sendPage(response, refusedPage(of, UNKNOWN));
  const standing = await parts.connectStates.ofBrowser(platform, browser);
  switch (standing.kind) {
    case 'unknown':
      return sendPage(response, refusedPage(of, UNKNOWN));
    case 'refused':
      return sendPage(response, refusedPage(of, { why: 'declined', reason: standing.reason }));
    case 'waiting': {
      const adapter = parts.adapters.find((one) => one.platform === platform);
      if (adapter?.connect?.declined?.(paramsOf(request)) === true)
        return sendPage(response, refusedPage(of, { why: 'declined', reason: '' }));
      response.setHeader('Refresh', '3');
      return sendPage(response, waitingPage(of));
    }
    case 'connected': {
      if (!(await parts.connectStates.signInOnce(platform, browser))) return response.redirect(303, '/admin');
      const { token, expiresAt } = await parts.access.createSession(standing.storeId);
      response.setHeader('Set-Cookie', sessionCookie(token, expiresAt, parts.isHttps));
      return response.redirect(303, '/admin');
    }
  }
};

const UNKNOWN = { why: 'stale', reason: '' } as const;

const MOST_PARAMS = 30;
const LONGEST_PARAM = 2_000;

/** Each once and of a bearable length; what is given twice is left out, since two readers may choose differently. */
const paramsOf = (request: Request): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(request.query)
      .slice(0, MOST_PARAMS)
      .filter(
        (param): param is [string, string] =>
          typeof param[1] === 'string' && param[1].length <= LONGEST_PARAM,
      ),
  );
