import type { ServerResponse } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Adapter, AdapterContext } from '../../src/ports/adapter.ts';
import type { WantedCoupon, WantedWebhooks } from '../../src/ports/platform-work.ts';
import { type HonestServer, honestServer } from '../support/honest-server.ts';
import type { AdapterCases, ListingCases } from './cases.ts';
import { contextOn } from './listing.contract.ts';

const NOW = new Date('2026-11-21T12:10:00Z');

const COUPON: WantedCoupon = {
  code: 'VOLTA-7K',
  title: 'Recovery',
  benefit: { kind: 'percent', percent: 10 },
  minimumTotal: null,
  startsAt: NOW,
  endsAt: new Date('2026-11-24T12:10:00Z'),
};
const WEBHOOKS: WantedWebhooks = {
  appUrl: 'https://retorno.example',
  address: 'https://retorno.example/webhooks/platform',
  secret: 'secret-of-the-webhook',
};

type Part = {
  readonly name: string;
  readonly run: (context: AdapterContext) => Promise<{ readonly kind: string }>;
  /** What it may never say of a platform that failed. */
  readonly success: string;
};

/** What an adapter does at its platform beside listing: each part that it has keeps the same promises. */
const partsOf = (adapter: Adapter): readonly Part[] => {
  const { webhooks, coupons, renewal } = adapter;
  return [
    ...(webhooks === undefined
      ? []
      : [
          {
            name: 'keeping webhooks',
            run: (context: AdapterContext) => webhooks.keep(WEBHOOKS, context),
            success: 'kept',
          },
        ]),
    ...(coupons === undefined
      ? []
      : [
          {
            name: 'making a coupon',
            run: (context: AdapterContext) => coupons.create(COUPON, context),
            success: 'made',
          },
        ]),
    ...(coupons?.applyTo === undefined
      ? []
      : [
          {
            name: 'putting a coupon into a cart',
            run: (context: AdapterContext) =>
              coupons.applyTo?.({ cartId: '12345', code: 'VOLTA-7K' }, context) ??
              Promise.resolve({ kind: 'none' }),
            success: 'applied',
          },
        ]),
    ...(renewal === undefined
      ? []
      : [
          {
            name: 'renewing credentials',
            run: (context: AdapterContext) => renewal.renew(context),
            success: 'renewed',
          },
        ]),
  ];
};

const FAILURES = [
  ['an error of the server', (response: ServerResponse) => response.writeHead(500).end('{"secret":1}')],
  ['a redirect', (response: ServerResponse) => response.writeHead(302, { location: '/elsewhere' }).end()],
  ['a page in place of JSON', (response: ServerResponse) => response.writeHead(200).end('<html>Maintenance')],
  ['an answer cut short', (response: ServerResponse) => response.destroy()],
  ['silence', () => undefined],
] as const;

const HOSTILE = [
  'null',
  '[]',
  '{}',
  '"x"',
  '[null,1,{}]',
  '{"data":null}',
  '{"id":{"a":[]}}',
  '{"error":[]}',
];

export const describeWork = (cases: AdapterCases, listing: ListingCases): void => {
  let server: HonestServer | null = null;
  const logged: unknown[] = [];
  afterEach(async () => {
    const text = JSON.stringify(logged);
    for (const secret of [...listing.secrets, ...(cases.work?.secrets ?? [])])
      expect(text).not.toContain(secret);
    logged.length = 0;
    await server?.close();
    server = null;
  });
  const contextThat = async (answer: (response: ServerResponse) => void, timeoutMs = 1_000) => {
    await server?.close();
    server = await honestServer((_, response) => answer(response));
    const credentials = cases.work?.credentials ?? listing.credentials;
    return contextOn(server, { store: cases.store, credentials, logged, timeoutMs });
  };

  describe.each(partsOf(cases.create()))('$name', ({ run, success }) => {
    const told = async (context: AdapterContext) => {
      const result = await run(context);
      logged.push(result);
      return result;
    };

    it('says that the credentials are refused', async () => {
      const result = await told(await contextThat((response) => void response.writeHead(401).end('{}')));
      expect(['unauthorized', 'lapsed', 'refused']).toContain(result.kind);
    });

    it('says how long to wait when there were too many calls', async () => {
      const context = await contextThat(
        (response) => void response.writeHead(429, { 'retry-after': '7' }).end('slow down'),
      );
      expect(await told(context)).toEqual({ kind: 'rate_limited', retryAfterMs: 7_000 });
    });

    it.each(FAILURES)('says that the platform is not to be had on %s', async (_, answer) => {
      const result = await told(await contextThat((response) => void answer(response)));
      expect(['unavailable', 'refused']).toContain(result.kind);
    });

    it('takes no hostile answer for a success, and never throws', async () => {
      for (const body of HOSTILE) {
        for (const status of [404, 409, 422]) {
          const context = await contextThat((response) => void response.writeHead(status).end(body));
          expect((await told(context)).kind).not.toBe(success);
        }
      }
    });
  });

  describeConnect(cases, (answer) => contextThat(answer));
  describeEmbedding(cases.create());
};

const describeConnect = (
  { create, work }: AdapterCases,
  contextThat: (answer: (response: ServerResponse) => void) => Promise<AdapterContext>,
): void => {
  const { connect } = create();
  if (connect === undefined) return;
  const begun = work?.begun ?? (connect.asks === 'shop' ? { shop: 'https://shop.example' } : {});

  describe('connecting', () => {
    it('begins with our state in the address, or says why not', () => {
      const request = {
        params: begun,
        state: 'state-of-ours',
        appUrl: 'https://retorno.example',
      };
      const sent = connect.begin(request);
      if (sent.kind === 'refused') throw new Error(sent.reason);
      const to = new URL(sent.to);
      expect(to.protocol).toBe('https:');
      expect([...to.searchParams.values()].some((value) => value.includes('state-of-ours'))).toBe(true);
    });

    it('begins nothing dangerous with whatever it is given', () => {
      const shops = ['', 'javascript:alert(1)', 'https://a@b', '//evil', 'x\ny', 'ftp://x', '\u0000'];
      const targets = shops.flatMap((shop) => {
        const sent = connect.begin({ params: { shop }, state: 's', appUrl: 'https://retorno.example' });
        return sent.kind === 'redirect' ? [sent.to] : [];
      });
      expect(targets.filter((to) => !/^https?:\/\/[^\s\\@]+$/.test(to))).toEqual([]);
    });

    it.each(FAILURES)('grants nothing on %s', async (_, answer) => {
      const context = await contextThat((response) => void answer(response));
      const given = { begun, params: work?.answer ?? {}, body: null };
      expect((await connect.finish(given, context)).kind).toBe('refused');
    });

    it('grants nothing by hostile answers, and never throws', async () => {
      const context = await contextThat((response) => void response.writeHead(200).end('{"ok":true}'));
      for (const body of [null, 1, 'x', [], {}, { user_id: {} }, { consumer_key: [] }]) {
        const given = { begun: {}, params: { code: '\u0000', state: '{}' }, body };
        expect((await connect.finish(given, context)).kind).toBe('refused');
      }
    });
  });
};

const describeEmbedding = ({ embedding }: Adapter): void => {
  if (embedding === undefined) return;
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const calls = {
    fetch: () => Promise.resolve({ kind: 'unreachable' as const, reason: 'none' }),
    now: () => NOW,
    log,
    storeSecret: () => Promise.resolve(null),
  };

  describe('the embedded admin', () => {
    it('knows nobody by a token that is no token, and never throws', async () => {
      const none = 'eyJhbGciOiJub25lIn0.eyJzdG9yZUlkIjoxfQ.';
      for (const token of ['', '.', '..', '...', 'a.b', none, 'x'.repeat(20_000), 'é.é.é', '\u0000.\n.'])
        expect(await embedding.readToken(token, calls)).toBeNull();
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary' }), async (token) => {
          expect(await embedding.readToken(token, calls)).toBeNull();
        }),
        { numRuns: 50 },
      );
    });

    it('is framed by named https origins only, whatever the store is called', () => {
      for (const storeKey of [null, '', '*', 'x; script-src *', "'self'", 'evil.example/../', 'a b'])
        for (const origin of embedding.ancestors(storeKey))
          expect(origin).toMatch(/^https:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/);
    });
  });
};
