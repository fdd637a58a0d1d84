import { afterEach, describe, expect, it } from 'vitest';
import { createShopify } from '../../../adapters/shopify/index.ts';
import type { AdapterContext, Listing } from '../../../src/ports/adapter.ts';
import { type HonestServer, honestServer } from '../../support/honest-server.ts';
import { contextOn } from '../listing.contract.ts';
import { readAll } from '../listings.ts';
import { shopifyStore } from './store.ts';

let server: HonestServer;
let logged: unknown[];
const opened: HonestServer[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

type Asked = {
  readonly query: string;
  readonly variables: { readonly query: string; readonly after: unknown };
};

const serve = async (answer: (asked: Asked, count: number) => unknown): Promise<AdapterContext> => {
  let count = 0;
  logged = [];
  server = await honestServer(({ body }, response) => {
    count += 1;
    response.end(JSON.stringify(answer(JSON.parse(body) as Asked, count)));
  });
  opened.push(server);
  const credentials = { kind: 'shopify_token', accessToken: 'shpat_x' } as const;
  return contextOn(server, { store: shopifyStore, credentials, logged });
};

const list = (context: AdapterContext): Promise<Listing[]> => {
  const request = { since: new Date('2026-10-22T12:00:00Z'), until: new Date('2026-11-21T12:00:00Z') };
  return readAll(createShopify().carts!(request, context));
};

const money = (amount: string) => ({ presentmentMoney: { amount, currencyCode: 'BRL' } });

const checkoutNode = (over: object = {}) => ({
  name: '#37014568',
  abandonedCheckoutUrl:
    'https://loja.myshopify.com/1/checkouts/ac/hWN8Zk3QmVt7YxR2pLs5Dq/recover?key=8e0f6fae90b1a23c',
  createdAt: '2026-11-20T12:00:00Z',
  updatedAt: '2026-11-20T12:05:00Z',
  completedAt: null,
  discountCodes: ['VOLTA'],
  totalPriceSet: money('199.9'),
  subtotalPriceSet: money('180.0'),
  customer: {
    legacyResourceId: '6543210000001',
    firstName: 'Ana',
    lastName: 'Souza',
    state: 'DISABLED',
    defaultEmailAddress: {
      emailAddress: 'ana@example.com',
      marketingState: 'UNSUBSCRIBED',
      marketingUpdatedAt: '2026-11-01T08:00:00Z',
    },
    defaultPhoneNumber: null,
  },
  shippingAddress: { name: 'Ana Souza', phone: '+5511987654321', countryCodeV2: 'BR' },
  billingAddress: null,
  lineItems: {
    pageInfo: { hasNextPage: false },
    nodes: [
      {
        product: { legacyResourceId: '7610000000001' },
        variant: { legacyResourceId: '42000000000001' },
        sku: 'C1',
        title: 'Caneca',
        variantTitle: 'Azul',
        quantity: 2,
        originalUnitPriceSet: money('90.0'),
      },
    ],
  },
  ...over,
});

const page = (nodes: readonly unknown[], next: string | null = null, extensions: object = {}) => ({
  data: { abandonedCheckouts: { nodes, pageInfo: { hasNextPage: next !== null, endCursor: next } } },
  extensions,
});

describe('the list of abandoned checkouts', () => {
  it('tells a cart by its cart token and its number, with who and what Shopify shows', async () => {
    const [read] = await list(await serve(() => page([checkoutNode()])));
    expect(read?.kind === 'page' && read.observations[0]).toMatchObject({
      kind: 'cart',
      externalId: 'hWN8Zk3QmVt7YxR2pLs5Dq',
      aliases: ['#37014568'],
      updatedAt: new Date('2026-11-20T12:05:00Z'),
      startedAt: new Date('2026-11-20T12:00:00Z'),
      contact: { email: 'ana@example.com', phone: '+5511987654321', name: 'Ana Souza' },
      customer: { externalId: '6543210000001', registered: false },
      consent: [{ channel: 'email', state: 'out', at: new Date('2026-11-01T08:00:00Z') }],
      country: 'BR',
      contents: {
        currency: 'BRL',
        lines: [{ productId: '7610000000001', variantId: '42000000000001', quantity: 2 }],
        subtotal: { minor: 18_000, currency: 'BRL' },
        total: { minor: 19_990, currency: 'BRL' },
        coupons: ['VOLTA'],
      },
      completedAt: null,
    });
    const { variables } = JSON.parse(server.received[0]!.body) as Asked;
    expect(variables.query).toBe(
      `updated_at:>='2026-10-22T12:00:00.000Z' updated_at:<='2026-11-21T12:00:00.000Z'`,
    );
  });

  it('says nothing of lines where not all of them came, and names a checkout by its number where it has nothing else', async () => {
    const half = { pageInfo: { hasNextPage: true }, nodes: checkoutNode().lineItems.nodes };
    const [read] = await list(
      await serve(() =>
        page([
          checkoutNode({ lineItems: half, abandonedCheckoutUrl: 'https://loja.myshopify.com/x' }),
          checkoutNode({ name: null, abandonedCheckoutUrl: null }),
          null,
        ]),
      ),
    );
    expect(read).toMatchObject({
      kind: 'page',
      observations: [{ externalId: '#37014568', aliases: [], contents: null }],
      unread: [{ externalId: null }, { externalId: null }],
    });
  });

  it('waits before the next page until the bucket holds its price', async () => {
    const cost = { requestedQueryCost: 500, throttleStatus: { currentlyAvailable: 200, restoreRate: 100 } };
    const context = await serve(({ variables }) =>
      variables.after === null
        ? page([checkoutNode()], 'next', { cost })
        : page([checkoutNode({ name: '#2', abandonedCheckoutUrl: null })]),
    );
    const pauses: number[] = [];
    const pages = await list({ ...context, pause: async (ms) => void pauses.push(ms) });
    expect(pages.map(({ kind }) => kind)).toEqual(['page', 'page']);
    expect(pauses).toEqual([3_000]);
  });

  it('goes on after Shopify asked for patience, as long as there is time to wait', async () => {
    const cost = { requestedQueryCost: 500, throttleStatus: { currentlyAvailable: 0, restoreRate: 100 } };
    const throttled = { errors: [{ extensions: { code: 'THROTTLED' } }], extensions: { cost } };
    const context = await serve((_, count) => (count < 3 ? throttled : page([checkoutNode()])));
    const pauses: number[] = [];
    const pages = await list({ ...context, pause: async (ms) => void pauses.push(ms) });
    expect([pages.map(({ kind }) => kind), pauses]).toEqual([['page'], [5_000, 5_000]]);
    expect((await list(await serve(() => throttled))).map(({ kind }) => kind)).toEqual(['rate_limited']);
    const always = { ...(await serve(() => throttled)), pause: async () => undefined };
    expect((await list(always)).map(({ kind }) => kind)).toEqual(['rate_limited']);
    expect(server.received).toHaveLength(5);
  });

  it.each([
    ['is denied to the app', { errors: [{ extensions: { code: 'ACCESS_DENIED' } }] }],
    ['comes as nothing', { data: { abandonedCheckouts: null } }],
  ])('that %s ends without a word against the store', async (_, answer) => {
    expect(await list(await serve(() => answer))).toEqual([]);
    expect(JSON.stringify(logged)).toContain('abandoned checkouts are not shown');
  });

  it('ends somewhere', async () => {
    const pages = await list(await serve((_, count) => page([], String(count))));
    expect(server.received).toHaveLength(100);
    expect(pages.at(-1)).toMatchObject({ observations: [], unread: [{ externalId: null }] });
  });
});
