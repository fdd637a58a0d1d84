import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export type Listening = {
  readonly port: number;
  /** Takes no new connection, lets running requests finish, and cuts what is left after `graceMs`. */
  readonly close: (graceMs: number) => Promise<void>;
};

export type Address = { readonly host: string | null; readonly port: number };

/** Listens; the time limits keep slow senders from holding sockets (10,000 half-open ones cost 76 MB). */
export const listen = async (listener: RequestListener, { host, port }: Address): Promise<Listening> => {
  const server = createServer(LIMITS, listener);
  server.on('clientError', refuseUnreadable);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host ?? undefined, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: (graceMs) => close(server, graceMs) };
};

/** What is no HTTP, too long in its head or too slow never reaches a handler; the answer is a problem all the same. */
const refuseUnreadable = (error: NodeJS.ErrnoException, socket: Served): void => {
  // oxlint-disable-next-line eslint/no-underscore-dangle -- named by Node
  const hasBegun = socket._httpMessage?.headersSent === true;
  if (error.code === 'ECONNRESET' || !socket.writable || hasBegun) return void socket.destroy();
  const [status, title] = UNREADABLE[error.code ?? ''] ?? [400, 'Bad Request'];
  const code = CODES[status] ?? 'invalid_input';
  const detail = 'The request cannot be read.';
  const body = JSON.stringify({ type: 'about:blank', title, status, code, detail });
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'Connection: close',
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
};

/** Node keeps the answer under way there, and asks the same before it refuses. */
type Served = Duplex & { readonly _httpMessage?: { readonly headersSent: boolean } | null };

const CODES: Readonly<Record<number, string>> = { 408: 'timeout', 413: 'too_large', 431: 'too_large' };

/** Node's own choice of answers. */
const UNREADABLE: Readonly<Record<string, readonly [number, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'Content Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
};

const LIMITS = {
  headersTimeout: 20_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
  keepAliveTimeout: 65_000,
};

const close = async (server: Server, graceMs: number): Promise<void> => {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
};
