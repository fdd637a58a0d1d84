import { afterEach, describe, expect, it } from 'vitest';
import { createShopify } from '../../../adapters/shopify/index.ts';
import type { AdapterContext, Credentials, Listing } from '../../../src/ports/adapter.ts';
import { type HonestServer, honestServer, type Received } from '../../support/honest-server.ts';
import { contextOn } from '../listing.contract.ts';
import { readAll } from '../listings.ts';
import { orderNode } from './order-node.ts';
import { shopifyStore } from './store.ts';

let server: HonestServer;
afterEach(() => server.close());

const token: Credentials = { kind: 'shopify_token', accessToken: 'shpat_x' };
const client: Credentials = { kind: 'shopify_client', clientId: 'id', clientSecret: 'shpss_canary' };

const serve = async (
  answer: (request: Received) => { status?: number; body: unknown },
  credentials: Credentials = token,
) => {
  server = await honestServer((request, response) => {
    const { status = 200, body } = answer(request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  return contextOn(server, { store: shopifyStore, credentials, logged: [] });
};

const page = (...nodes: unknown[]) => ({
  body: { data: { orders: { pageInfo: { hasNextPage: false, endCursor: null }, nodes } } },
});

const list = (
  context: AdapterContext,
  until: Date | null = null,
  adapter = createShopify(),
): Promise<Listing[]> =>
  readAll(adapter.orders!({ since: new Date('2026-11-21T12:00:00Z'), until }, context));

describe('the order tail', () => {
  it('asks the pinned version for changes within the window, oldest first', async () => {
    const context = await serve(() => page());
    await list(context, new Date('2026-11-21T13:00:00Z'));
    const [asked] = server.received;
    const { query, variables } = JSON.parse(asked!.body) as { query: string; variables: { query: string } };
    expect(asked).toMatchObject({ method: 'POST', url: '/admin/api/2026-10/graphql.json' });
    expect(asked!.headers['x-shopify-access-token']).toBe('shpat_x');
    expect(query).toContain('sortKey: UPDATED_AT');
    expect(variables.query).toBe(
      `updated_at:>='2026-11-21T12:00:00.000Z' updated_at:<='2026-11-21T13:00:00.000Z' status:any`,
    );
  });

  it('reads an order as its webhook would tell it', async () => {
    const [read] = await list(await serve(() => page(orderNode())));
    expect(read?.kind === 'page' && read.observations[0]).toMatchObject({
      kind: 'order',
      externalId: '5540000000001',
      paymentState: 'paid',
      contact: { email: 'ana.souza@example.com', phone: '+5511987654321', name: 'Ana Souza' },
      customer: { externalId: '6543210000001', registered: true },
      total: { minor: 23_580, currency: 'BRL' },
      netPaid: { minor: 23_580, currency: 'BRL' },
      cartRefs: ['9f2c1d7be0a84c1f9d5be2a7c3e4f501', 'hWN8Zk3QmVt7YxR2pLs5Dq'],
      retornoRefs: ['Zm9vYmFyYmF6cXV4MTIzNA'],
      productIds: ['7610000000001'],
      country: 'BR',
    });
  });

  it('reads what it may where fields are withheld, and lists what it cannot read', async () => {
    const errors = [{ message: 'Access denied for email', extensions: { code: 'ACCESS_DENIED' } }];
    const nodes = [
      orderNode({ email: null, customer: null, phone: null }),
      orderNode({ legacyResourceId: null }),
    ];
    const [read] = await list(await serve(() => ({ body: { ...page(...nodes).body, errors } })));
    expect(read).toMatchObject({
      kind: 'page',
      observations: [{ contact: { email: null } }],
      unread: [{ externalId: null }],
    });
  });

  it.each([
    ['more than it leads to', { pageInfo: { hasNextPage: true, endCursor: null }, nodes: [orderNode()] }],
    ['no orders at all', { pageInfo: { hasNextPage: false, endCursor: null }, nodes: null }],
  ])('is not read to its end when it promises %s', async (_, orders) => {
    const listings = await list(await serve(() => ({ body: { data: { orders } } })));
    expect(listings).toEqual([{ kind: 'unavailable', reason: 'Shopify answered no orders' }]);
  });

  it('waits until the bucket holds the price of the query', async () => {
    const cost = { requestedQueryCost: 702, throttleStatus: { currentlyAvailable: 202, restoreRate: 100 } };
    const body = { errors: [{ extensions: { code: 'THROTTLED' } }], extensions: { cost } };
    expect(await list(await serve(() => ({ body })))).toEqual([
      { kind: 'rate_limited', retryAfterMs: 5_000 },
    ]);
  });

  it.each([
    ['ACCESS_DENIED', 'unauthorized'],
    ['INTERNAL_SERVER_ERROR', 'unavailable'],
  ])('takes the error %s in a 200 for %s', async (code, kind) => {
    const pages = await list(
      await serve(() => ({ body: { errors: [{ message: 'secret', extensions: { code } }] } })),
    );
    expect(pages.map((one) => one.kind)).toEqual([kind]);
    expect(JSON.stringify(pages)).not.toContain('secret');
  });
});

describe('client credentials', () => {
  const grant = { access_token: 'shpat_granted', scope: 'read_orders', expires_in: 86_399 };

  it('are exchanged for a token, which serves until it ends', async () => {
    const context = await serve(
      (request) => (request.url === '/admin/oauth/access_token' ? { body: grant } : page()),
      client,
    );
    const adapter = createShopify();
    await list(context, null, adapter);
    await list(context, null, adapter);
    expect(server.received.map(({ url }) => url)).toEqual([
      '/admin/oauth/access_token',
      '/admin/api/2026-10/graphql.json',
      '/admin/api/2026-10/graphql.json',
    ]);
    expect(JSON.parse(server.received[0]!.body)).toEqual({
      client_id: 'id',
      client_secret: 'shpss_canary',
      grant_type: 'client_credentials',
    });
    expect(server.received[2]!.headers['x-shopify-access-token']).toBe('shpat_granted');
    await list({ ...context, now: () => new Date('2026-11-22T12:08:00Z') }, null, adapter);
    expect(server.received[3]!.url).toBe('/admin/oauth/access_token');
  });

  it('are asked for again after the token was refused', async () => {
    const context = await serve(
      (request) =>
        request.url === '/admin/oauth/access_token' ? { body: grant } : { status: 401, body: {} },
      client,
    );
    const adapter = createShopify();
    expect(await list(context, null, adapter)).toEqual([{ kind: 'unauthorized' }]);
    await list(context, null, adapter);
    expect(server.received.filter(({ url }) => url === '/admin/oauth/access_token')).toHaveLength(2);
  });

  it('that are refused say so and nothing else', async () => {
    const context = await serve(
      () => ({ status: 400, body: { error: 'shop_not_permitted', shpss_canary: 1 } }),
      client,
    );
    expect(await list(context)).toEqual([{ kind: 'unauthorized' }]);
  });
});

describe('products', () => {
  it('come with picture, page and stock; what cannot be read is left out', async () => {
    const node = {
      legacyResourceId: '7',
      onlineStoreUrl: 'https://loja.example.com/products/caneca',
      status: 'ACTIVE',
      featuredMedia: { preview: { image: { url: 'https://cdn.example/c.jpg' } } },
      variantsCount: { count: 2 },
      variants: { nodes: [{ availableForSale: false }, { availableForSale: true }] },
    };
    const soldOut = {
      ...node,
      legacyResourceId: '8',
      variants: { nodes: [{ availableForSale: false }] },
      variantsCount: { count: 1 },
    };
    const unsure = { ...soldOut, legacyResourceId: '9', variantsCount: { count: 40 } };
    const hidden = { ...node, legacyResourceId: '10', status: 'DRAFT' };
    const context = await serve(() => ({ body: { data: { nodes: [node, null, soldOut, unsure, hidden] } } }));
    const { cards, isComplete } = await createShopify().products!(['7', '8', '9', '10', '11', 'x'], context);
    expect(isComplete).toBe(true);
    expect(cards.map(({ productId, available }) => [productId, available])).toEqual([
      ['7', true],
      ['8', false],
      ['9', null],
      ['10', false],
    ]);
    expect(cards[0]).toMatchObject({
      imageUrl: 'https://cdn.example/c.jpg',
      url: 'https://loja.example.com/products/caneca',
    });
    expect(server.received[0]!.body).not.toContain('Product/x');
  });

  it('are none when the shop does not answer', async () => {
    const silent = await serve(() => ({ status: 500, body: {} }));
    expect(await createShopify().products!(['7'], silent)).toEqual({ cards: [], isComplete: false });
  });
});

describe('probe', () => {
  it('tells the shop’s name, currency and zone', async () => {
    const shop = { name: 'Loja', currencyCode: 'BRL', ianaTimezone: 'America/Sao_Paulo' };
    const probed = await createShopify().probe!(await serve(() => ({ body: { data: { shop } } })));
    expect(probed).toMatchObject({
      ok: true,
      name: 'Loja',
      currency: 'BRL',
      timeZone: 'America/Sao_Paulo',
      scopes: null,
    });
  });

  it('says why it cannot', async () => {
    const probed = await createShopify().probe!(await serve(() => ({ status: 401, body: {} })));
    expect(probed).toEqual({ ok: false, reason: 'Shopify refuses the credentials' });
  });
});
