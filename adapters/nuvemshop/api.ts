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
  (parts: ApiParts): Ask =>
  async (path, query, context) => {
    const result = await exchange(parts, { path: `${path}${written(query)}` }, context);
    return 'status' in result ? answerOf(result, context.now()) : result;
  };

export type Change = {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
};

export type Changed =
  | { readonly kind: 'changed'; readonly data: unknown }
  /** 404 and 422: what was asked for cannot be, whatever is tried again. `data` is what the API says of it. */
  | { readonly kind: 'refused'; readonly status: number; readonly data: unknown }
  | { readonly kind: 'paused' }
  | NoAnswer;

export type Tell = (change: Change, context: AdapterContext) => Promise<Changed>;

/** Changes something in a store. */
export const createTell =
  (parts: ApiParts): Tell =>
  async (change, context) => {
    const result = await exchange(parts, change, context);
    if (!('status' in result)) return result;
    const parsed = parseExact(result.body.trim() === '' ? 'null' : result.body);
    const data = parsed.kind === 'parsed' ? parsed.value : null;
    const isDone = result.status >= 200 && result.status < 300;
    if (isDone && parsed.kind !== 'parsed') return NO_JSON;
    if (isDone) return { kind: 'changed', data };
    if (result.status === 404 || result.status === 422)
      return { kind: 'refused', status: result.status, data };
    const answer = answerOf(result, context.now());
    if (answer.kind === 'answered' || answer.kind === 'not_found')
      return { kind: 'unavailable', reason: `Nuvemshop answered ${result.status}` };
    return answer;
  };

type Exchange = {
  readonly path: string;
  readonly method?: 'GET' | Change['method'];
  readonly body?: Readonly<Record<string, unknown>>;
};
type Spoken = Extract<OutboundResult, { kind: 'answered' }>;

/** One call with the store's token, within what the API allows. */
const exchange = async (
  { contact, memory }: ApiParts,
  { path, method = 'GET', body }: Exchange,
  context: AdapterContext,
): Promise<Spoken | NoAnswer> => {
  const { credentials, store, now } = context;
  if (credentials.kind !== 'nuvemshop_token' || credentials.accessToken === '') return UNAUTHORIZED;
  if (!/^\d{1,20}$/.test(store.externalKey)) return UNAUTHORIZED;
  const restMs = memory.restMs(store.externalKey, now());
  if (restMs > 0) return { kind: 'rate_limited', retryAfterMs: restMs };

  const call = (form: HeaderForm): Promise<OutboundResult> =>
    context.fetch({
      url: `${API}/${store.externalKey}/${path}`,
      method,
      headers: {
        accept: 'application/json',
        'user-agent': userAgent(contact),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...tokenHeader(form, credentials),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      timeoutMs: 20_000,
      // Two hundred orders with all their products.
      maxResponseBytes: 32 * 1_024 * 1_024,
    });
  const result = await inEitherForm(call, memory, store.externalKey);
  noteLimit(result, { memory, store, now: now() });
  return result.kind === 'answered' ? result : { kind: 'unavailable', reason: result.reason };
};

const NO_JSON: NoAnswer = {
  kind: 'unavailable',
  reason: 'Nuvemshop answered something that is not JSON',
};

const UNAUTHORIZED: NoAnswer = { kind: 'unauthorized' };

const written = (query: Query): string => {
  const parameters = new URLSearchParams(query).toString();
  return parameters === '' ? '' : `?${parameters}`;
};

/** Header values are plain ASCII; the contact is the operator's own text. */
export const userAgent = (contact: string): string => `Retorno (${contact.replace(/[^\x20-\x7e]/g, '')})`;

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

const answerOf = ({ status, headers, body }: Spoken, now: Date): Answer => {
  if (status === 401 || status === 403) return UNAUTHORIZED;
  if (status === 402) return { kind: 'paused' };
  if (status === 404) return { kind: 'not_found', saysEmpty: saysEmpty(body) };
  if (status === 429) return { kind: 'rate_limited', retryAfterMs: waitOf(headers, now) };
  if (status !== 200) return { kind: 'unavailable', reason: `Nuvemshop answered ${status}` };
  const parsed = parseExact(body);
  return parsed.kind === 'parsed' ? { kind: 'answered', data: parsed.value, headers } : NO_JSON;
};

const waitOf = (headers: Headers, now: Date): number =>
  retryAfterMs(headers.get('retry-after'), now, Math.max(resetOf(headers) ?? 10_000, 1_000));

/** `{"code":404,"message":"Not Found","description":"Last page is 0"}` */
const saysEmpty = (body: string): boolean => {
  const parsed = parseExact(body.slice(0, 10_000));
  const description = parsed.kind === 'parsed' && isRecord(parsed.value) ? parsed.value['description'] : null;
  return typeof description === 'string' && /^last page is \d+/i.test(description.trim());
};
