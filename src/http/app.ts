import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';
import type { Log } from '../ports/log.ts';
import { NOT_FOUND, problem, sendProblem } from './problem.ts';
import { keepPrivate, securityHeaders } from './security-headers.ts';

export type AppParts = {
  readonly appUrl: string;
  readonly trustProxy: false | number | string;
  /** Each below its own path; the first that answers wins. */
  readonly routers: readonly { readonly path: string; readonly router: Router }[];
  readonly newRequestId: () => string;
  readonly log: Log;
};

/** Everything but webhooks. */
export const createApp = ({ appUrl, trustProxy, routers, newRequestId, log }: AppParts): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', trustProxy);
  app.set('query parser', 'simple');
  app.use(nameRequest(newRequestId), securityHeaders(appUrl.startsWith('https:')), keepPrivate);
  for (const { path, router } of routers) app.use(path, router);
  app.use((_request, response) => sendProblem(response, NOT_FOUND));
  app.use(answerFailure(log));
  return app;
};

const nameRequest =
  (newRequestId: () => string): RequestHandler =>
  (_request, response, next) => {
    response.setHeader('X-Request-Id', newRequestId());
    next();
  };

/** The one place where a surprise ends. The caller learns an id; the log gets the stack without the message's values. */
const answerFailure =
  (log: Log): ErrorRequestHandler =>
  // oxlint-disable-next-line eslint/max-params -- by their number Express knows a handler of errors
  (error: unknown, _request, response, _next) => {
    if (error instanceof URIError) return sendProblem(response, MALFORMED);
    log.error({ requestId: response.getHeader('X-Request-Id'), ...describeFailure(error) }, 'request failed');
    // A half answer must not look like a whole one.
    if (response.headersSent) response.destroy();
    else sendProblem(response, FAILED);
  };

const MALFORMED = problem(400, 'invalid_input', 'The address is malformed.');
const FAILED = problem(500, 'internal', 'Something went wrong on our side; X-Request-Id names this request.');

/** Messages of databases and parsers quote values, which may be a person's: only name, code and frames are told. */
const describeFailure = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { thrown: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { name: error.name, code: (error as NodeJS.ErrnoException).code, frames };
};
