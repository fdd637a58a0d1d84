import { retryAfterMs } from '../../src/core/webhooks/retry-after.ts';
import { parseExact } from '../../src/core/words/json.ts';
import { isRecord } from '../../src/core/privacy/projection.ts';
import type { AdapterContext, Listing } from '../../src/ports/adapter.ts';
import type { OutboundResult } from '../../src/ports/outbound.ts';
import type { HeaderForm, Memory } from './memory.ts';

/** Why there is no answer, in the words of a listing. */
export type NoAnswer = Exclude<Listing, { kind: 'page' }>;

export type Answer =
  | { readonly kind: 'answered'; readonly data: unknown; readonly headers: Headers }
  /** Of a list this is how the platform says "nothing here"; `saysEmpty` tells it from a wrong address. */
  | { readonly kind: 'not_found'; readonly saysEmpty: boolean }
  /** 402: the merchant did not pay the platform or the app. The data stays, nothing can be read. */
  | { readonly kind: 'paused' }
  | NoAnswer;

export type Query = Readonly<Record<string, string>>;
export type Ask = (path: string, query: Query, context: AdapterContext) => Promise<Answer>;

const API = 'https://api.tiendanube.com/2025-03';

export type ApiParts = {
  /** An address under which the platform reaches us; calls without one are refused. */
  readonly contact: string;
  readonly memory: Memory;
};

/** Reads from a store's API. Errors are values without a word of the answer's body: it may hold anything. */
export const createAsk =
  ({ contact, memory }: ApiParts): Ask =>
  async (path, query, context) => {
    const { credentials, store, now } = context;
    if (credentials.kind !== 'nuvemshop_token' || credentials.accessToken === '') return UNAUTHORIZED;
    if (!/^\d{1,20}$/.test(store.externalKey)) return UNAUTHORIZED;
    const restMs = memory.restMs(store.externalKey, now());
    if (restMs > 0) return { kind: 'rate_limited', retryAfterMs: restMs };

    const call = (form: HeaderForm): Promise<OutboundResult> =>
      context.fetch({
        url: `${API}/${store.externalKey}/${path}${written(query)}`,
        headers: {
          accept: 'application/json',
          'user-agent': userAgent(contact),
          ...tokenHeader(form, credentials),
        },
        timeoutMs: 20_000,
        // Two hundred orders with all their products.
        maxResponseBytes: 32 * 1_024 * 1_024,
      });
    const result = await inEitherForm(call, memory, store.externalKey);
    noteLimit(result, { memory, store, now: now() });
    return answerOf(result, now());
  };

const UNAUTHORIZED: NoAnswer = { kind: 'unauthorized' };

const written = (query: Query): string => {
  const parameters = new URLSearchParams(query).toString();
  return parameters === '' ? '' : `?${parameters}`;
};

/** Header values are plain ASCII; the contact is the operator's own text. */
const userAgent = (contact: string): string => `Retorno (${contact.replace(/[^\x20-\x7e]/g, '')})`;

const tokenHeader = (
  form: HeaderForm,
  { accessToken }: { readonly accessToken: string },
): Record<string, string> =>
  form === 'authentication'
    ? { authentication: `bearer ${accessToken}` }
    : { authorization: `Bearer ${accessToken}` };

/** The form that worked last, and on its refusal the other one, before the token counts as dead. */
const inEitherForm = async (
  call: (form: HeaderForm) => Promise<OutboundResult>,
  memory: Memory,
  storeId: string,
): Promise<OutboundResult> => {
  const form = memory.headerForm(storeId);
  const first = await call(form);
  if (!isRefused(first)) return first;
  const other = form === 'authentication' ? 'authorization' : 'authentication';
  const second = await call(other);
  if (second.kind === 'answered' && second.status === 200) memory.worked(storeId, other);
  return second;
};

const isRefused = (result: OutboundResult): boolean => result.kind === 'answered' && result.status === 401;

type Noting = {
  readonly memory: Memory;
  readonly store: AdapterContext['store'];
  readonly now: Date;
};

/** A leaky bucket per store: when the last call has used it up, the next one waits rather than being lost. */
const noteLimit = (result: OutboundResult, { memory, store, now }: Noting): void => {
  if (result.kind !== 'answered' || result.headers.get('x-rate-limit-remaining')?.trim() !== '0') return;
  const resetMs = resetOf(result.headers);
  if (resetMs !== null) memory.exhausted(store.externalKey, new Date(now.getTime() + resetMs));
};

/** `x-rate-limit-reset` is in milliseconds, unlike `Retry-After`. */
const resetOf = (headers: Headers): number | null => {
  const told = headers.get('x-rate-limit-reset')?.trim() ?? '';
  return /^\d{1,9}$/.test(told) ? Math.min(Number(told), 3_600_000) : null;
};

const answerOf = (result: OutboundResult, now: Date): Answer => {
  if (result.kind !== 'answered') return { kind: 'unavailable', reason: result.reason };
  const { status, headers, body } = result;
  if (status === 401 || status === 403) return UNAUTHORIZED;
  if (status === 402) return { kind: 'paused' };
  if (status === 404) return { kind: 'not_found', saysEmpty: saysEmpty(body) };
  if (status === 429) return { kind: 'rate_limited', retryAfterMs: waitOf(headers, now) };
  if (status !== 200) return { kind: 'unavailable', reason: `Nuvemshop answered ${status}` };
  const parsed = parseExact(body);
  return parsed.kind === 'parsed'
    ? { kind: 'answered', data: parsed.value, headers }
    : { kind: 'unavailable', reason: 'Nuvemshop answered something that is not JSON' };
};

const waitOf = (headers: Headers, now: Date): number =>
  retryAfterMs(headers.get('retry-after'), now, Math.max(resetOf(headers) ?? 10_000, 1_000));

/** `{"code":404,"message":"Not Found","description":"Last page is 0"}` */
const saysEmpty = (body: string): boolean => {
  const parsed = parseExact(body.slice(0, 10_000));
  const description = parsed.kind === 'parsed' && isRecord(parsed.value) ? parsed.value['description'] : null;
  return typeof description === 'string' && /^last page is \d+/i.test(description.trim());
};
