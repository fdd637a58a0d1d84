import type { AdapterContext } from '../../src/ports/adapter.ts';
import type { OutboundRequest } from '../../src/ports/outbound.ts';
import { type Access, WIX_API } from './access.ts';
import { answerOf, type Answer } from './exchange.ts';

export type Call = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below Wix's API, with a slash before it. */
  readonly path: string;
  readonly body?: unknown;
};

export type Ask = (call: Call, context: AdapterContext) => Promise<Answer>;

/** Calls a store's API with a token that the app was granted for it. A token refused is asked for anew, once. */
export const createAsk =
  (access: Access): Ask =>
  async (call, context) => {
    const token = await access.tokenOf(context);
    if (token.kind !== 'token') return token;
    const first = await exchange(call, token.accessToken, context);
    if (first.kind !== 'unauthorized' || context.credentials.kind !== 'wix_instance') return first;
    access.forget(context.credentials.instanceId);
    const another = await access.tokenOf(context);
    if (another.kind !== 'token') return another;
    return another.accessToken === token.accessToken ? first : exchange(call, another.accessToken, context);
  };

const exchange = async (
  { method, path, body }: Call,
  accessToken: string,
  { fetch, now }: AdapterContext,
): Promise<Answer> => {
  const request: OutboundRequest = {
    url: `${WIX_API}${path}`,
    method,
    // The bare token, without "Bearer".
    headers: { authorization: accessToken, accept: 'application/json', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    timeoutMs: 20_000,
    // A hundred orders with up to 300 lines each.
    maxResponseBytes: 32 * 1_024 * 1_024,
  };
  return answerOf(await fetch(request), now());
};

/** Why nothing was done, in a sentence for the operator. */
export const refusalOf = (answer: Exclude<Answer, { kind: 'answered' }>): string => {
  switch (answer.kind) {
    case 'unauthorized':
      return 'Wix refuses the app’s credentials for this site';
    case 'rate_limited':
      return 'Wix asks for patience';
    case 'not_found':
      return 'Wix has no such thing';
    case 'rejected':
      return `Wix rejected the call (${answer.code ?? answer.status})`;
    case 'unavailable':
      return answer.reason;
  }
};
