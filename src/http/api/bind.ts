import type { IncomingMessage } from 'node:http';
import type { Endpoint, Input, Output } from '../contract/endpoint.ts';
import type { Session } from '../auth/session.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { Problem } from '../problem.ts';

/** What a handler knows of a call: its input, parsed, and the one store it is about. */
export type Call<Shape extends Endpoint> = Input<Shape> & {
  readonly storeId: StoreId;
  readonly session: Session;
  /** The languages the reader asked for, as the header has them; null for none. */
  readonly acceptLanguage: string | null;
  /** What the client repeats when it repeats a request; null for none. */
  readonly idempotencyKey: string | null;
};

export type Reply<Body> =
  | { readonly kind: 'done'; readonly body: Body }
  | { readonly kind: 'problem'; readonly problem: Problem };

type ReplyTo<Shape extends Endpoint> = Reply<
  Shape['answer'] extends { kind: 'csv' } ? AsyncIterable<string | Uint8Array> : Output<Shape>
>;

/** An endpoint with the function that serves it. */
export type Bound = {
  readonly endpoint: Endpoint;
  readonly handle: (call: Call<Endpoint>) => Promise<Reply<unknown>>;
};

export const bind = <const Shape extends Endpoint>(
  endpoint: Shape,
  handle: (call: Call<Shape>) => Promise<ReplyTo<Shape>>,
): Bound => ({ endpoint, handle: handle as unknown as Bound['handle'] });

export const done = <Body>(body: Body): Reply<Body> => ({ kind: 'done', body });
export const nothing = (): Reply<undefined> => ({ kind: 'done', body: undefined });
export const refuse = (problem: Problem): { readonly kind: 'problem'; readonly problem: Problem } => ({
  kind: 'problem',
  problem,
});

/** Of any length: it is only ever compared as a hash. */
export const idempotencyKeyOf = (request: IncomingMessage): string | null => {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' && key !== '' ? key : null;
};

export const acceptLanguageOf = (request: IncomingMessage): string | null =>
  request.headers['accept-language'] ?? null;
