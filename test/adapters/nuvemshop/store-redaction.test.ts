import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createNuvemshop } from '../../../adapters/nuvemshop/index.ts';
import type { StoredDelivery } from '../../../src/ports/adapter.ts';
import { type HonestServer, honestServer } from '../../support/honest-server.ts';
import { contextOn } from '../listing.contract.ts';
import { nuvemApp, nuvemCredentials, nuvemStore } from './store.ts';

let server: HonestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const answering = async (status: number) => {
  server = await honestServer((_, response: ServerResponse) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end('{"id":1}'),
  );
  const given = { store: nuvemStore, credentials: nuvemCredentials, logged: [], timeoutMs: 10_000 };
  return { adapter: createNuvemshop(nuvemApp), context: contextOn(server, given), received: server.received };
};

describe('the end of an installation', () => {
  const receivedAt = new Date('2026-11-21T12:00:00Z');
  const daysAgo = (days: number) => new Date(receivedAt.getTime() - days * 86_400_000);
  const told = (connectedAgainAt: Date | null): StoredDelivery => ({
    topic: 'store/redact',
    body: { store_id: 1234567 },
    receivedAt,
    store: { ...nuvemStore, connectedAgainAt },
  });
  const erasing = {
    observations: [
      { kind: 'redaction', scope: 'store', at: receivedAt },
      { kind: 'store', change: 'uninstalled', at: receivedAt },
    ],
  };

  it('erases a store that was installed once, and one that was installed again long ago', () => {
    const adapter = createNuvemshop(nuvemApp);
    expect(adapter.observe(told(null))).toMatchObject(erasing);
    expect(adapter.observe(told(daysAgo(8)))).toMatchObject(erasing);
    expect(adapter.observe(told(daysAgo(6))).kind).toBe('fetch');
  });

  it.each([
    [200, { kind: 'ignored' }],
    [401, erasing],
    [404, erasing],
    [402, { kind: 'unavailable' }],
    [500, { kind: 'unavailable' }],
  ])('soon after it was installed again is judged by its token: %i', async (status, outcome) => {
    const { adapter, context, received } = await answering(status);
    expect(await adapter.resolve!(told(daysAgo(0)), context)).toMatchObject(outcome);
    expect(received[0]!.url).toMatch(/\/1234567\/store$/);
  });
});
