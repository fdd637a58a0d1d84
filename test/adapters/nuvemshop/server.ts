import type { ServerResponse } from 'node:http';
import { createNuvemshop } from '../../../adapters/nuvemshop/index.ts';
import type { AdapterContext } from '../../../src/ports/adapter.ts';
import { type HonestServer, honestServer, type Received } from '../../support/honest-server.ts';
import { contextOn } from '../listing.contract.ts';
import { nuvemApp, nuvemCredentials, nuvemStore } from './store.ts';

let server: HonestServer | null = null;
export const closeNuvemshop = async (): Promise<void> => {
  await server?.close();
  server = null;
};

export type Answer = (request: Received, response: ServerResponse, asked: number) => void;

export const json = (response: ServerResponse, body: unknown, status = 200): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

export const nothing = (response: ServerResponse): void =>
  json(response, { description: 'Last page is 0' }, 404);

/** Nuvemshop as the test answers for it; one at a time. */
export const openNuvemshop = async (
  answer: Answer,
  credentials: AdapterContext['credentials'] = nuvemCredentials,
) => {
  let asked = 0;
  await closeNuvemshop();
  server = await honestServer((request, response) => answer(request, response, asked++));
  const context = contextOn(server, { store: nuvemStore, credentials, logged: [], timeoutMs: 10_000 });
  return { adapter: createNuvemshop(nuvemApp), context, received: server.received };
};
