import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createOutbound } from '../../src/outbound/outbound.ts';
import { systemLookup } from '../../src/outbound/lookup.ts';
import type { AdapterContext, Credentials, StoreFacts } from '../../src/ports/adapter.ts';
import type { Outbound } from '../../src/ports/outbound.ts';
import { type HonestServer, honestServer, type Received } from '../support/honest-server.ts';
import { realClock } from '../support/real-clock.ts';
import type { AdapterCases, ListingCases } from './cases.ts';
import { readAll } from './listings.ts';

/** When a test's requests arrive and its calls are made. */
const NOW = new Date('2026-11-21T12:10:00Z');

export const describeListing = ({ create, store }: AdapterCases, listing: ListingCases): void => {
  let server: HonestServer | null = null;
  let logged: unknown[] = [];
  afterEach(async () => {
    const text = JSON.stringify(logged);
    for (const secret of listing.secrets) expect(text).not.toContain(secret);
    logged = [];
    await server?.close();
    server = null;
  });

  type Answer = (request: Received, response: ServerResponse, asked: number) => void;
  const list = async (answer: Answer, timeoutMs?: number) => {
    let asked = 0;
    server = await honestServer((request, response) => {
      if (listing.grants?.(request, response) !== true) answer(request, response, asked++);
    });
    const given = { store, credentials: listing.credentials, logged };
    const context = contextOn(server, timeoutMs === undefined ? given : { ...given, timeoutMs });
    const request = { since: new Date('2026-11-21T11:00:00Z'), until: null };
    const pages = await readAll(create().orders!(request, context));
    logged.push(pages);
    return pages;
  };

  describe('orders', () => {
    it('reads page after page to the last', async () => {
      const pages = await list(listing.twoPages);
      expect(pages.map(({ kind }) => kind)).toEqual(['page', 'page']);
      const ids = pages.flatMap((page) =>
        page.kind === 'page'
          ? page.observations.map((one) => (one.kind === 'order' ? one.externalId : one.kind))
          : [],
      );
      expect(ids).toEqual(listing.orderIds);
    });

    it.each([401, 403])('says that the credentials are refused (%i)', async (status) => {
      expect(await list((_, response) => response.writeHead(status).end('{}'))).toEqual([
        { kind: 'unauthorized' },
      ]);
    });

    it('says how long to wait when there were too many calls', async () => {
      const pages = await list((_, response) =>
        response.writeHead(429, { 'retry-after': '7' }).end('slow down'),
      );
      expect(pages).toEqual([{ kind: 'rate_limited', retryAfterMs: 7_000 }]);
    });

    it.each([
      ['an error of the server', (response: ServerResponse) => response.writeHead(500).end('{"secret":1}')],
      ['a redirect', (response: ServerResponse) => response.writeHead(302, { location: '/elsewhere' }).end()],
      [
        'a page in place of JSON',
        (response: ServerResponse) => response.writeHead(200).end('<html>Maintenance</html>'),
      ],
      ['nothing', (response: ServerResponse) => response.writeHead(200).end()],
      ['JSON of another shape', (response: ServerResponse) => response.writeHead(200).end('"ok"')],
      ['an answer cut short', (response: ServerResponse) => response.destroy()],
      ['silence', () => undefined, 200],
    ] as const)('ends the listing on %s', async (_, answer, timeoutMs?: number) => {
      const pages = await list((__, response) => void answer(response), timeoutMs);
      expect(pages.map(({ kind }) => kind)).toEqual(['unavailable']);
    });

    it('keeps the pages read before an answer failed', async () => {
      const pages = await list((request, response, asked) => {
        if (asked === 0) listing.twoPages(request, response, asked);
        else response.writeHead(500).end();
      });
      expect(pages.map(({ kind }) => kind)).toEqual(['page', 'unavailable']);
    });

    it('does not throw on hostile pages', async () => {
      for (const text of [
        '[null,1,"x",[],{}]',
        '{"data":{"orders":{"nodes":[null,1,{}]}}}',
        '{"data":null}',
        '[]',
        '{}',
      ]) {
        const pages = await list((_, response) => response.writeHead(200).end(text));
        expect(pages.length).toBeGreaterThan(0);
        await server?.close();
      }
    });
  });
};

type ContextParts = {
  readonly store: StoreFacts;
  readonly credentials: Credentials;
  readonly logged: unknown[];
  /** How long a call may take; short, for those that are left without an answer. */
  readonly timeoutMs?: number;
};

/** A context whose calls all end at the given server, whatever host they name. */
export const contextOn = (
  server: HonestServer,
  { store, credentials, logged, timeoutMs = 5_000 }: ContextParts,
): AdapterContext => {
  const outbound = createOutbound({ lookup: systemLookup, allowPrivate: true, clock: realClock });
  const fetch: Outbound = (request) => {
    const url = new URL(request.url);
    return outbound({ ...request, url: server.origin + url.pathname + url.search, timeoutMs });
  };
  const note = (...words: unknown[]): void => {
    logged.push(words);
  };
  const log = { debug: note, info: note, warn: note, error: note };
  return { fetch, now: () => NOW, credentials, store, log };
};
