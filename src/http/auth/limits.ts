import { ipKeyGenerator, rateLimit, type RateLimitRequestHandler } from 'express-rate-limit';
import type { Request, Response } from 'express';
import { problem, sendProblem } from '../problem.ts';
import { sessionOf } from '../api/request-session.ts';

const MINUTE_MS = 60_000;
const CALLS_A_MINUTE = 1_200;
const GUESSES_A_MINUTE = 20;
const BEGUN_A_MINUTE = 30;

/** Calls of one key or session. Webhooks and shoppers' links are not counted. */
export const createCallLimit = (): RateLimitRequestHandler =>
  limit(CALLS_A_MINUTE, (_request, response) => sessionOf(response).countedAs);

/** Wrong keys and login links of one address; right ones are never refused by it. */
export const createGuessLimit = (): RateLimitRequestHandler =>
  limit(GUESSES_A_MINUTE, (request) => ipKeyGenerator(request.ip ?? 'unknown'));

/** Connections begun from one address: each of them keeps a row for a while. */
export const createBeginLimit = (): RateLimitRequestHandler =>
  limit(BEGUN_A_MINUTE, (request) => ipKeyGenerator(request.ip ?? 'unknown'));

const limit = (
  count: number,
  countedAs: (request: Request, response: Response) => string,
): RateLimitRequestHandler =>
  rateLimit({
    windowMs: MINUTE_MS,
    limit: count,
    keyGenerator: countedAs,
    standardHeaders: false,
    legacyHeaders: false,
    // Its checks write to the console; TRUST_PROXY was checked at the start.
    validate: false,
    handler: (_request, response) => sendProblem(response, TOO_MANY),
  });

const TOO_MANY = {
  ...problem(429, 'rate_limited', 'Too many calls; try again after the time in Retry-After.'),
  retryAfter: MINUTE_MS / 1000,
};
