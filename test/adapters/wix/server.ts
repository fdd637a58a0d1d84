import type { ServerResponse } from 'node:http';
import { createWix } from '../../../adapters/wix/index.ts';
import type { AdapterContext } from '../../../src/ports/adapter.ts';
import { type HonestServer, honestServer, type Received } from '../../support/honest-server.ts';
import { contextOn } from '../listing.contract.ts';
import { WIX_APP, wixCredentials, wixStore } from './store.ts';

let server: HonestServer | null = null;
export const closeWix = async (): Promise<void> => {
  await server?.close();
  server = null;
};

type Answer = (request: Received, response: ServerResponse, asked: number) => void;

export const json = (response: ServerResponse, body: unknown, status = 200): void =>
  void response.writeHead(status).end(JSON.stringify(body));

/** Wix: tokens are numbered as they are granted, everything else is answered by the test. */
export const openWix = async (
  answer: Answer,
  credentials: AdapterContext['credentials'] = wixCredentials,
  grant: (response: ServerResponse, granted: number) => void = (response, granted) =>
    json(response, { access_token: `canary-token-${granted}`, token_type: 'Bearer', expires_in: 14_400 }),
) => {
  const counts = { granted: 0, asked: 0 };
  server = await honestServer((request, response) => {
    if (request.url === '/oauth2/token') grant(response, (counts.granted += 1));
    else answer(request, response, counts.asked++);
  });
  const context = contextOn(server, { store: wixStore, credentials, logged: [], timeoutMs: 10_000 });
  return { adapter: createWix(WIX_APP), context, received: server.received };
};
