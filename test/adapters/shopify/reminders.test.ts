import { afterEach, expect, it } from 'vitest';
import { createShopify } from '../../../adapters/shopify/index.ts';
import { type HonestServer, honestServer } from '../../support/honest-server.ts';
import { contextOn } from '../listing.contract.ts';
import { shopifyStore } from './store.ts';

let server: HonestServer;
afterEach(() => server.close());

type Asked = { query: string; variables: Record<string, string | null> };

const SINCE = new Date('2026-11-20T00:00:00Z');
const recover = (token: string) => `https://loja.myshopify.com/1/checkouts/ac/${token}/recover?key=abc`;

/** Shopify with these mailed checkouts, two a page, and when their mails went. */
const shopWith = async (
  checkouts: readonly { id: string; name: string; abandonedCheckoutUrl: string }[],
  mails: Readonly<Record<string, string>>,
) => {
  server = await honestServer(({ body }, response) => {
    const { query, variables } = JSON.parse(body) as Asked;
    const from = Number(variables['after'] ?? 0);
    const data = query.includes('abandonedCheckouts(')
      ? {
          abandonedCheckouts: {
            nodes: checkouts.slice(from, from + 2),
            pageInfo: { hasNextPage: from + 2 < checkouts.length, endCursor: String(from + 2) },
          },
        }
      : { abandonmentByAbandonedCheckoutId: { emailSentAt: mails[variables['id'] ?? ''] ?? null } };
    response.end(JSON.stringify({ data }));
  });
  const credentials = { kind: 'shopify_token', accessToken: 'shpat_x' } as const;
  return contextOn(server, { store: shopifyStore, credentials, logged: [] });
};

const ask = (context: Parameters<NonNullable<ReturnType<typeof createShopify>['probe']>>[0]) =>
  createShopify().platformReminders!.sentSince(
    {
      since: SINCE,
      cartIds: ['token-a', 'token-b', 'token-c'],
      aliases: { 'token-a': ['cartTokenOfA', '#101'], 'token-b': ['cartTokenOfB', '#102'] },
    },
    context,
  );

const CHECKOUTS = [
  { id: 'gid://shopify/AbandonedCheckout/100', name: '#100', abandonedCheckoutUrl: recover('someoneElse') },
  { id: 'gid://shopify/AbandonedCheckout/101', name: '#101', abandonedCheckoutUrl: recover('unknownToken') },
  {
    id: 'gid://shopify/AbandonedCheckout/102',
    name: 'renamed',
    abandonedCheckoutUrl: recover('cartTokenOfB'),
  },
];

it('finds the carts by the checkout’s number or by the cart’s token, page after page, and when they were mailed', async () => {
  const context = await shopWith(CHECKOUTS, {
    'gid://shopify/AbandonedCheckout/101': '2026-11-21T08:00:00Z',
    'gid://shopify/AbandonedCheckout/102': '2026-11-21T09:00:00Z',
  });
  expect(await ask(context)).toEqual({
    kind: 'told',
    sent: [
      { cartId: 'token-a', at: new Date('2026-11-21T08:00:00Z') },
      { cartId: 'token-b', at: new Date('2026-11-21T09:00:00Z') },
    ],
  });
  const asked = server.received.map(({ body }) => JSON.parse(body) as Asked);
  expect(asked[0]!.variables['query']).toBe(`email_state:sent created_at:>='2026-11-20T00:00:00.000Z'`);
  // Nobody asks about the carts of others.
  expect(asked.map(({ variables }) => variables['id'])).not.toContain('gid://shopify/AbandonedCheckout/100');
});

it('takes a mail without a time for sent now, and leaves out those of before', async () => {
  const context = await shopWith(CHECKOUTS.slice(1), {
    'gid://shopify/AbandonedCheckout/102': '2026-11-19T09:00:00Z',
  });
  expect(await ask(context)).toEqual({ kind: 'told', sent: [{ cartId: 'token-a', at: context.now() }] });
});

it('says why it cannot tell', async () => {
  server = await honestServer((_, response) => response.writeHead(401).end('{}'));
  const credentials = { kind: 'shopify_token', accessToken: 'shpat_x' } as const;
  expect(await ask(contextOn(server, { store: shopifyStore, credentials, logged: [] }))).toEqual({
    kind: 'unauthorized',
  });
});
