import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import type { Clock } from '../ports/clock.ts';
import type { Outbound, OutboundRequest, OutboundResult } from '../ports/outbound.ts';
import { exchange } from './exchange.ts';
import { isPublicAddress } from './public-address.ts';

/** All addresses of a name; rejects with a `code` where it has none. */
export type Lookup = (hostname: string) => Promise<readonly LookupAddress[]>;

export type OutboundDeps = {
  readonly lookup: Lookup;
  /** Lifts the guard: for development, and for addresses that no merchant chose. */
  readonly allowPrivate: boolean;
  readonly clock: Clock;
};

const DEFAULT_TIMEOUT_MS = 15_000;
const DEFAULT_MAX_BYTES = 10 * 1_024 * 1_024;

/**
 * Calls to the outside. A name is resolved once, every one of its addresses must be public, and the connection
 * goes to those very addresses, so a name that changes in between gains nothing. Literal addresses are judged as
 * they stand. Behind a proxy the name is resolved and judged here all the same, but the proxy resolves it again:
 * it must enforce the same. Redirects are never followed: the caller sees them as answers. Nothing is repeated.
 */
export const createOutbound = (deps: OutboundDeps): Outbound => {
  return async (request) => {
    const url = webAddress(request.url);
    if (url === null) return { kind: 'refused', reason: 'not a plain http or https address' };
    const limit = new AbortController();
    const done = new AbortController();
    const timeoutMs = request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    void endAfter(timeoutMs, { clock: deps.clock, limit, done: done.signal });
    try {
      return await Promise.race([
        call(url, request, { ...deps, signal: limit.signal }),
        aborted(limit.signal, timeoutMs),
      ]);
    } finally {
      done.abort();
    }
  };
};

type Ends = { readonly clock: Clock; readonly limit: AbortController; readonly done: AbortSignal };

const endAfter = async (timeoutMs: number, { clock, limit, done }: Ends): Promise<void> => {
  await clock.sleep(timeoutMs, done);
  if (!done.aborted) limit.abort();
};

const webAddress = (written: string): URL | null => {
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && url.username === '' && url.password === '' ? url : null;
};

const aborted = (signal: AbortSignal, timeoutMs: number): Promise<OutboundResult> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () =>
      resolve({ kind: 'unreachable', reason: `no complete answer within ${timeoutMs} ms` }),
    );
  });

type CallDeps = OutboundDeps & { readonly signal: AbortSignal };

const call = async (
  url: URL,
  request: OutboundRequest,
  { lookup, allowPrivate, signal }: CallDeps,
): Promise<OutboundResult> => {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  try {
    const addresses = await addressesOf(host, { lookup, allowPrivate });
    if (addresses !== null && !addresses.every(({ address }) => isPublicAddress(address))) {
      return { kind: 'refused', reason: 'the address is not public' };
    }
    return await exchange(url, {
      request,
      signal,
      maxBytes: request.maxResponseBytes ?? DEFAULT_MAX_BYTES,
      resolve: async () => addresses ?? lookup(host),
    });
  } catch (error) {
    return { kind: 'unreachable', reason: codeOf(error) };
  }
};

/** Null where the guard is lifted: the name is then resolved when the connection needs it. */
const addressesOf = async (
  host: string,
  { lookup, allowPrivate }: Pick<OutboundDeps, 'lookup' | 'allowPrivate'>,
): Promise<readonly LookupAddress[] | null> => {
  if (allowPrivate) return null;
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  const addresses = await lookup(host);
  if (addresses.length === 0) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
  return addresses;
};

/** The code alone: messages quote addresses, and whatever stands in their query. */
const codeOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : 'connection failed';
};
