import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import {
  type ClientRequest,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { OutboundRequest, OutboundResult } from '../ports/outbound.ts';

type Exchange = {
  readonly request: OutboundRequest;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
  /** The addresses to connect to, judged already. */
  readonly resolve: () => Promise<readonly LookupAddress[]>;
};

/**
 * One request and its answer over Node's own client, which unlike `fetch` lets us say which address to connect to.
 * It uses the proxy of the environment (`NODE_USE_ENV_PROXY`). Compression is not asked for, so the cap counts what
 * arrives. Rejects with the connection's error.
 */
export const exchange = async (
  url: URL,
  { request, signal, maxBytes, resolve }: Exchange,
): Promise<OutboundResult> => {
  const sent = open(url, {
    method: request.method ?? 'GET',
    signal,
    lookup: pinned(url.hostname, resolve),
    headers: headersOf(request),
  });
  const response = await responseTo(sent, request.body);
  const body = await readBody(response, maxBytes);
  if (body !== null) return answered(response, body);
  sent.destroy();
  return { kind: 'unreachable', reason: `the answer is larger than ${maxBytes} bytes` };
};

const open = (url: URL, options: RequestOptions): ClientRequest =>
  url.protocol === 'https:' ? httpsRequest(url, options) : httpRequest(url, options);

const headersOf = ({ headers, body }: OutboundRequest): Record<string, string> => ({
  'user-agent': 'retorno',
  ...headers,
  'accept-encoding': 'identity',
  ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
});

const responseTo = (sent: ClientRequest, body: string | undefined): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    sent.on('response', resolve);
    sent.on('error', reject);
    sent.end(body);
  });

/** Names other than the target's are the proxy's: the operator chose it, it may be private. */
const pinned =
  (target: string, resolve: Exchange['resolve']): LookupFunction =>
  (hostname, options, callback) => {
    if (hostname === target) void answerLookup(resolve, options.all === true, callback);
    else systemLookup(hostname, options, callback);
  };

const answerLookup = async (
  resolve: Exchange['resolve'],
  all: boolean,
  callback: Parameters<LookupFunction>[2],
): Promise<void> => {
  try {
    const addresses = await resolve();
    const [first] = addresses;
    if (first === undefined) callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), []);
    else if (all) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  } catch (error) {
    callback(error as NodeJS.ErrnoException, []);
  }
};

/** Null when there is more than allowed. */
const readBody = async (response: IncomingMessage, maxBytes: number): Promise<string | null> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const answered = (response: IncomingMessage, body: string): OutboundResult => {
  const headers = new Headers();
  for (const [name, values] of Object.entries(response.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  return { kind: 'answered', status: response.statusCode ?? 0, headers, body };
};
