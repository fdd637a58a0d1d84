import type { ServerResponse } from 'node:http';

/** An error as RFC 9457 tells it; `code` is stable, `detail` is for people and never holds a value of the request. */
export type Problem = {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly ProblemError[];
  /** Seconds; sent as the header `Retry-After` too. */
  readonly retryAfter?: number;
};

export type ProblemError = {
  readonly path: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
};

export const problem = (status: number, code: string, detail: string): Problem => ({ status, code, detail });

/** 422 for a body, 400 for a query: what is wrong, member by member. */
export const invalidInput = (status: 400 | 422, errors: readonly ProblemError[]): Problem => ({
  status,
  code: 'invalid_input',
  detail: 'The input is not as the contract wants it.',
  errors,
});

/** The same for what does not exist and for what belongs to another store. */
export const NOT_FOUND = problem(404, 'not_found', 'There is nothing here.');
export const UNAUTHORIZED = problem(401, 'unauthorized', 'A valid API key or a signed-in session is needed.');
export const FORBIDDEN = problem(403, 'forbidden', 'This key does not allow that.');
export const TOO_LARGE = problem(413, 'too_large', 'The request is larger than what is taken here.');

/** Writes a problem; does nothing where the answer has begun already. */
export const sendProblem = (response: ServerResponse, { status, ...told }: Problem): void => {
  if (response.headersSent) return;
  const { retryAfter, ...members } = told;
  const body = JSON.stringify({ type: 'about:blank', title: TITLES[status] ?? 'Error', status, ...members });
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/problem+json');
  response.setHeader('Content-Length', Buffer.byteLength(body));
  if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  response.end(body);
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};
