import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';

export type Call = {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
};

export type Called = { readonly status: number; readonly headers: Headers; readonly body: string };

/** Every call of the demo stays on this machine. Rejects where nobody answers. */
export type Caller = (call: Call) => Promise<Called>;

/**
 * HTTP without following redirects. Its connections are its own, so that a proxy of the environment, which could not
 * reach this machine, is left out.
 */
export const createCaller = (): Caller => {
  const agent = new Agent();
  return async (call) => {
    const url = new URL(call.url);
    if (!isLoopback(url)) throw new Error('the demo calls nobody outside this machine');
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = httpRequest(url, {
        agent,
        method: call.method ?? 'GET',
        headers: {
          ...call.headers,
          ...(call.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(call.body)) }),
        },
        ...(call.signal === undefined ? {} : { signal: call.signal }),
      });
      sent.on('response', resolve);
      sent.on('error', reject);
      sent.end(call.body);
    });
    return { status: response.statusCode ?? 0, headers: headersOf(response), body: await textOf(response) };
  };
};

export const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1');

const headersOf = (response: IncomingMessage): Headers => {
  const headers = new Headers();
  for (const [name, values] of Object.entries(response.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  return headers;
};

const textOf = async (message: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};
