import express, { type Express, type Request, type Response } from 'express';
import { createAdminPages } from '../../../src/http/admin/admin-pages.ts';
import type { FindEmbedded } from '../../../src/http/admin/embedded-page.ts';
import type { AdminFile } from '../../../src/http/admin/admin-files.ts';
import { listen } from '../../../src/http/server.ts';
import { securityHeaders } from '../../../src/http/security-headers.ts';
import { createApi, type State } from './api.ts';
import type { Answer, Served } from './serve.ts';

type AdminFiles = ReadonlyMap<string, AdminFile>;

export type AdminServer = {
  readonly url: string;
  readonly state: State;
  /** What the admin asked or was told against the contract; empty when all is well. */
  readonly breaches: readonly string[];
  /** What let each call in, in their order; null for the cookie. */
  readonly authorizations: readonly (string | null)[];
  /** From now on nobody is signed in. */
  readonly signOut: () => void;
  readonly close: () => Promise<void>;
};

/** The built admin as the product serves it, over an API in memory that holds both sides to the contract. */
export const startAdminServer = async (
  files: AdminFiles,
  now: Date,
  findEmbedded?: FindEmbedded,
): Promise<AdminServer> => {
  const { served, state } = createApi(now);
  const breaches: string[] = [];
  const app = express();
  app.set('query parser', 'simple');
  app.use(securityHeaders(false), express.json());
  let isSignedIn = true;
  const authorizations: (string | null)[] = [];
  app.use('/api', (request, response, next) => {
    if (isSignedIn) {
      authorizations.push(request.headers.authorization ?? null);
      return next();
    }
    response.status(401).json({ code: 'unauthorized', detail: 'A valid session is needed.' });
  });
  for (const one of served) mount(app, one, breaches);
  app.get('/api/v1/carts.csv', (_request, response) => void response.type('text/csv').send('id\r\n'));
  app.use('/admin', createAdminPages(files, findEmbedded));
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  return {
    url: `http://127.0.0.1:${server.port}/admin`,
    state,
    breaches,
    authorizations,
    signOut: () => {
      isSignedIn = false;
    },
    close: async () => server.close(100),
  };
};

const mount = (app: Express, served: Served, breaches: string[]): void => {
  const { method, path } = served.endpoint;
  app[method](`/api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, (request: Request, response: Response) => {
    const { status, body } = exchange(request, served, (what) =>
      breaches.push(`${method} ${request.originalUrl} ${what}`),
    );
    response.status(status).json(body);
  });
};

const exchange = (request: Request, { endpoint, answer }: Served, breach: (what: string) => void): Answer => {
  const query = endpoint.query?.safeParse(request.query);
  const body = endpoint.body?.safeParse(request.body);
  const wrong = [query, body].find((given) => given?.success === false)?.error;
  if (request.method !== 'GET' && request.headers['x-requested-with'] !== 'retorno')
    breach('came without X-Requested-With');
  if (wrong !== undefined) {
    breach(`was asked: ${wrong.message}`);
    return { status: 422, body: { code: 'invalid_input', detail: 'Against the contract.' } };
  }
  const given = answer({ params: request.params, query: query?.data, body: body?.data });
  const error = answerError(endpoint, given);
  if (error !== undefined) breach(`answered: ${error}`);
  return given;
};

const answerError = ({ answer }: Served['endpoint'], { status, body }: Answer): string | undefined =>
  answer.kind === 'json' && status < 300 ? answer.schema.safeParse(body).error?.message : undefined;
