import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { Router, type RequestHandler, type Response } from 'express';
import { authenticate, scopeProblem, type Doorkeepers } from '../auth/authenticate.ts';
import { createCallLimit, createGuessLimit } from '../auth/limits.ts';
import { NOT_FOUND, sendProblem } from '../problem.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import { acceptLanguageOf, idempotencyKeyOf, type Bound, type Call } from './bind.ts';
import { readInput } from './read-input.ts';
import { keepSession, sessionOf } from './request-session.ts';

export type ApiParts = Doorkeepers & {
  readonly endpoints: readonly Bound[];
};

/** The REST API below `/api/v1`: let in, count, parse, hand over, answer. */
export const createApi = ({ endpoints, ...doors }: ApiParts): Router => {
  const router = Router({ caseSensitive: true, strict: true });
  router.use(letIn(doors), createCallLimit());
  for (const bound of endpoints) {
    router[bound.endpoint.method](toRoutePath(bound.endpoint.path), serve(bound));
  }
  router.use((_request, response) => sendProblem(response, NOT_FOUND));
  return router;
};

const toRoutePath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const letIn = (doors: Doorkeepers): RequestHandler => {
  const countGuess = createGuessLimit();
  return async (request, response, next) => {
    const who = await authenticate(request, doors);
    if (who.kind === 'session') {
      keepSession(response, who.session);
      return next();
    }
    for (const [name, value] of Object.entries(who.headers ?? {})) response.setHeader(name, value);
    if (!who.isGuess) return sendProblem(response, who.problem);
    await countGuess(request, response, () => sendProblem(response, who.problem));
  };
};

const serve =
  ({ endpoint, handle }: Bound): RequestHandler =>
  async (request, response) => {
    const session = sessionOf(response);
    const outOfScope = scopeProblem(session, endpoint.scope);
    if (outOfScope !== null) return sendProblem(response, outOfScope);
    const input = await readInput(request, endpoint);
    if (input.kind === 'problem') return sendProblem(response, input.problem);
    const { params, query, body } = input;
    const call = {
      params,
      query,
      body,
      session,
      storeId: session.storeId,
      acceptLanguage: acceptLanguageOf(request),
      idempotencyKey: idempotencyKeyOf(request),
    };
    const reply = await handle(call as Call<Endpoint>);
    if (reply.kind === 'problem') return sendProblem(response, reply.problem);
    await answer(response, endpoint, reply.body);
  };

const answer = async (response: Response, endpoint: Endpoint, body: unknown): Promise<void> => {
  response.status(endpoint.answer.status);
  if (endpoint.answer.kind === 'json') return void response.json(body);
  if (endpoint.answer.kind === 'empty') return void response.end();
  if (endpoint.answer.kind === 'file') {
    response.setHeader('Content-Disposition', `attachment; filename="${endpoint.answer.name}"`);
    return void response.type('application/json').send(JSON.stringify(body, null, 2));
  }
  response.setHeader('Content-Type', 'text/csv; charset=utf-8');
  response.setHeader('Content-Disposition', `attachment; filename="${endpoint.path.replaceAll('/', '')}"`);
  await stream(response, body as AsyncIterable<string | Uint8Array>);
};

/** Ends quietly when the reader goes away; a source that fails breaks the connection, so that it shows. */
const stream = async (response: Response, source: AsyncIterable<string | Uint8Array>): Promise<void> => {
  try {
    await pipeline(Readable.from(source, { objectMode: false }), response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
};
