import * as library from '@woocommerce/woocommerce-rest-api';
import { isRecord } from '../../src/core/privacy/projection.ts';
import { retryAfterMs } from '../../src/core/webhooks/retry-after.ts';
import { parseExact } from '../../src/core/words/json.ts';
import type { AdapterContext, Listing } from '../../src/ports/adapter.ts';
import type { Outbound, OutboundResult } from '../../src/ports/outbound.ts';

/** Why there is no answer, in the words of a listing. */
export type NoAnswer = Exclude<Listing, { kind: 'page' }>;
export type Answer =
  | { readonly kind: 'answered'; readonly data: unknown; readonly pages: number | null }
  | NoAnswer;
export type Rest = (path: string, query: Readonly<Record<string, string>>) => Promise<Answer>;

export type Call = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Left out: the shop's own. The companion plugin has one beside it. */
  readonly space?: 'wc/v3' | 'wc-retorno/v1';
};

/** `rejected`: the shop understood, and will not; `code` is its own word for why. */
export type Reply =
  | Answer
  | { readonly kind: 'rejected'; readonly status: number; readonly code: string | null };
export type Api = (call: Call) => Promise<Reply>;

/** Reads from the shop. Null where the store has no address or no keys. */
export const createRest = (context: AdapterContext): Rest | null => {
  const api = createApi(context);
  if (api === null) return null;
  return async (path, query) => {
    const reply = await api({ method: 'GET', path, query });
    return reply.kind === 'rejected' ? unavailable(reply.status) : reply;
  };
};

/** Of a refusal only that it was one. */
export const unavailable = (status: number): NoAnswer => ({
  kind: 'unavailable',
  reason: `the shop answered ${status}`,
});

/**
 * WooCommerce's REST API through the official client, which knows when to sign by OAuth 1.0a (http) and when by
 * Basic (https). Its HTTP is ours: the guard against private addresses, the limits and the proxy apply, redirects
 * are not followed (it would lose the body and call that success), and its errors, which hold the consumer secret,
 * never come to be. Null where the store has no address or no keys.
 */
export const createApi = ({ fetch, now, credentials, store }: AdapterContext): Api | null => {
  if (credentials.kind !== 'woocommerce_keys' || store.url === null || !URL.canParse(store.url)) return null;
  const { consumerKey, consumerSecret } = credentials;
  if (consumerKey === '' || consumerSecret === '') return null;
  const { url } = store;
  return async (call) => {
    const exchange: Exchange = { result: null };
    const client = new Client({
      url,
      consumerKey,
      consumerSecret,
      version: call.space ?? 'wc/v3',
      axiosConfig: { adapter: throughOutbound(fetch, exchange), transformResponse: [], maxRedirects: 0 },
    });
    try {
      await send(client, call);
    } catch {
      // Ours to judge by what came back; the client's error would carry the keys.
    }
    return exchange.result === null ? NO_REQUEST : replyOf(exchange.result, now());
  };
};

const send = (client: RestClient, { method, path, query = {}, body = {} }: Call): Promise<unknown> => {
  if (method === 'POST') return client.post(path, body, { ...query });
  return method === 'GET' ? client.get(path, { ...query }) : client.delete(path, { ...query });
};

type Exchange = { result: OutboundResult | null };

type RestClient = {
  readonly get: (path: string, query: Record<string, string>) => Promise<unknown>;
  readonly post: (path: string, body: object, query: Record<string, string>) => Promise<unknown>;
  readonly delete: (path: string, query: Record<string, string>) => Promise<unknown>;
};
type RestClientOptions = Readonly<Record<'url' | 'consumerKey' | 'consumerSecret' | 'version', string>> & {
  readonly axiosConfig: Readonly<Record<string, unknown>>;
};

/** The package is CommonJS without `exports`: where Node hands out its class depends on who loads it. */
const classIn = (module: unknown): (new (options: RestClientOptions) => RestClient) | null => {
  if (typeof module === 'function') return module as new (options: RestClientOptions) => RestClient;
  return typeof module === 'object' && module !== null && 'default' in module
    ? classIn(module.default)
    : null;
};

const Client = classIn(library) ?? notFound();

function notFound(): never {
  throw new Error('@woocommerce/woocommerce-rest-api exports no client');
}

type AxiosRequest = {
  readonly url: string;
  readonly method?: string;
  readonly data?: unknown;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly auth?: { readonly username: string; readonly password: string };
  readonly headers?: Readonly<Record<string, unknown>>;
};

/** An axios adapter whose exchange is an `Outbound` call. */
const throughOutbound = (fetch: Outbound, exchange: Exchange) => async (config: AxiosRequest) => {
  const url = new URL(config.url);
  for (const [name, value] of Object.entries(config.params ?? {})) url.searchParams.set(name, String(value));
  exchange.result = await fetch({
    url: url.href,
    method: METHODS.find((known) => known === config.method?.toUpperCase()) ?? 'GET',
    headers: headersOf(config),
    ...(typeof config.data === 'string' ? { body: config.data } : {}),
    timeoutMs: 20_000,
  });
  const { result } = exchange;
  if (result.kind !== 'answered') throw new Error(result.kind);
  return { data: result.body, status: result.status, statusText: '', headers: {}, config, request: null };
};

const METHODS = ['GET', 'POST', 'DELETE'] as const;

const headersOf = ({ auth, headers, data }: AxiosRequest): Record<string, string> => {
  const userAgent = headers?.['User-Agent'];
  return {
    accept: 'application/json',
    ...(typeof data === 'string' ? { 'content-type': 'application/json' } : {}),
    ...(typeof userAgent === 'string' ? { 'user-agent': userAgent } : {}),
    ...(auth
      ? { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` }
      : {}),
  };
};

const NO_REQUEST: NoAnswer = { kind: 'unavailable', reason: 'the request could not be made' };

const replyOf = (result: OutboundResult, now: Date): Reply => {
  if (result.kind !== 'answered') return { kind: 'unavailable', reason: result.reason };
  const { status, headers, body } = result;
  if (status === 401 || status === 403) return { kind: 'unauthorized' };
  if (asksForPatience(status, headers))
    return { kind: 'rate_limited', retryAfterMs: retryAfterMs(headers.get('retry-after'), now, 10_000) };
  const parsed = parseExact(body);
  const data = parsed.kind === 'parsed' ? parsed.value : undefined;
  if (status >= 400 && status < 500) return { kind: 'rejected', status, code: codeIn(data) };
  if (status !== 200 && status !== 201) return unavailable(status);
  if (data === undefined) return { kind: 'unavailable', reason: 'the shop answered a page, not its API' };
  return { kind: 'answered', data, pages: pagesOf(headers) };
};

const asksForPatience = (status: number, headers: Headers): boolean =>
  status === 429 || (status === 503 && headers.has('retry-after'));

const pagesOf = (headers: Headers): number | null => {
  const pages = Number(headers.get('x-wp-totalpages') ?? Number.NaN);
  return Number.isSafeInteger(pages) ? pages : null;
};

/** WordPress's codes are its own words, never a person's. */
const codeIn = (value: unknown): string | null => {
  const code = isRecord(value) ? value['code'] : null;
  return typeof code === 'string' && /^\w{1,100}$/.test(code) ? code : null;
};
