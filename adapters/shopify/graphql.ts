import { ApiVersion } from '@shopify/shopify-api';
import { z } from 'zod';
import { parseExact } from '../../src/core/words/json.ts';
import { listOf, objectOf, text } from '../../src/core/words/tolerant.ts';
import type { AdapterContext } from '../../src/ports/adapter.ts';
import type { OutboundResult } from '../../src/ports/outbound.ts';
import { type AccessTokens, tokenOf } from './access.ts';
import { failureOf, type NoAnswer } from './exchange.ts';

/** The version of every call and of `shopify.app.toml`; Shopify supports each for about a year. */
export const API_VERSION = ApiVersion.October26;

export type Question = { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };
export type Answer =
  | {
      readonly kind: 'answered';
      readonly data: Readonly<Record<string, unknown>>;
      /** After so long the bucket of points holds the price of the same question. */
      readonly againAfterMs: number;
    }
  | NoAnswer;

const MOST_TRIES = 5;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Asks the Admin API one thing, once more where there is time to wait for the bucket of points. Errors are values
 * without a word of the answer's body: it may hold anything.
 */
export const ask = async (
  question: Question,
  context: AdapterContext,
  tokens: AccessTokens,
): Promise<Answer> => {
  let answer = await askOnce(question, context, tokens);
  for (let tries = 1; tries < MOST_TRIES && answer.kind === 'rate_limited' && context.pause; tries += 1) {
    if (answer.retryAfterMs > LONGEST_PAUSE_MS) return answer;
    await context.pause(answer.retryAfterMs);
    answer = await askOnce(question, context, tokens);
  }
  return answer;
};

/** Before the next page of a listing: an empty bucket would end it. */
export const pauseBefore = async (
  { pause }: Pick<AdapterContext, 'pause'>,
  againAfterMs: number,
): Promise<void> => {
  if (againAfterMs > 0) await pause?.(Math.min(againAfterMs, LONGEST_PAUSE_MS));
};

const askOnce = async (
  question: Question,
  context: AdapterContext,
  tokens: AccessTokens,
): Promise<Answer> => {
  const token = await tokenOf(context, tokens);
  if (token.kind !== 'token') return token;
  const result = await context.fetch({
    url: `https://${context.store.externalKey}/admin/api/${API_VERSION}/graphql.json`,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': token.accessToken },
    body: JSON.stringify(question),
    timeoutMs: 20_000,
  });
  const answer = answerOf(result, context.now());
  if (answer.kind === 'unauthorized') tokens.forget(context.store.externalKey);
  return answer;
};

const answerOf = (result: OutboundResult, now: Date): Answer => {
  const failure = failureOf(result, now);
  if (failure !== null || result.kind !== 'answered') return failure ?? NOT_JSON;
  const parsed = parseExact(result.body);
  const envelope = parsed.kind === 'parsed' ? objectOf(answerBody).parse(parsed.value) : null;
  if (envelope === null) return NOT_JSON;
  // Fields that the app is not approved for come as null beside an error: what did come is worth reading.
  if (envelope.data !== null)
    return {
      kind: 'answered',
      data: envelope.data,
      againAfterMs: missingMs(envelope.extensions?.cost ?? null),
    };
  return refusalOf(envelope);
};

const NOT_JSON: NoAnswer = { kind: 'unavailable', reason: 'Shopify answered something that is not JSON' };

const number = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'number' && Number.isFinite(value) ? value : null));

const answerBody = z.object({
  data: objectOf(z.record(z.string(), z.unknown())),
  errors: listOf(z.object({ extensions: objectOf(z.object({ code: text })) })),
  extensions: objectOf(
    z.object({
      cost: objectOf(
        z.object({
          requestedQueryCost: number,
          throttleStatus: objectOf(z.object({ currentlyAvailable: number, restoreRate: number })),
        }),
      ),
    }),
  ),
});

const refusalOf = ({ errors, extensions }: z.infer<typeof answerBody>): NoAnswer => {
  const codes = errors.map((error) => error.extensions?.code);
  if (codes.includes('THROTTLED'))
    return { kind: 'rate_limited', retryAfterMs: untilRestored(extensions?.cost ?? null) };
  if (codes.includes('ACCESS_DENIED')) return { kind: 'unauthorized' };
  return {
    kind: 'unavailable',
    reason: `Shopify refused the query (${codes.find((code) => code) ?? 'no code'})`,
  };
};

type Cost = NonNullable<NonNullable<z.infer<typeof answerBody>['extensions']>['cost']> | null;

/** A refused question, asked again too early, costs a call. */
const untilRestored = (cost: Cost): number => {
  const waitMs = missingMs(cost);
  return waitMs === 0 ? 2_000 : Math.min(Math.max(waitMs, 1_000), 60_000);
};

/** The bucket refills by `restoreRate` points a second: what is missing, divided by that. */
const missingMs = (cost: Cost): number => {
  const { currentlyAvailable, restoreRate } = cost?.throttleStatus ?? {};
  const missing = (cost?.requestedQueryCost ?? 0) - (currentlyAvailable ?? Number.POSITIVE_INFINITY);
  return !restoreRate || missing <= 0 ? 0 : Math.ceil((missing / restoreRate) * 1_000);
};
