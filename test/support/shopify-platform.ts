import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { createOutbound } from '../../src/outbound/outbound.ts';
import { systemLookup } from '../../src/outbound/lookup.ts';
import type { Outbound } from '../../src/ports/outbound.ts';
import { honestServer, type Received } from './honest-server.ts';
import { realClock } from './real-clock.ts';

export const APP = { clientId: 'key', secret: 'shpss_of_the_app' };

const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A session token as App Bridge gets it; every part can be spoilt. */
export const sessionToken = (
  now: Date,
  { shop = 'loja.myshopify.com', secret = APP.secret, header = {}, claims = {} }: TokenParts = {},
): string => {
  const at = Math.floor(now.getTime() / 1_000);
  const head = b64({ alg: 'HS256', typ: 'JWT', ...header });
  const body = b64({
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: APP.clientId,
    sub: '42',
    exp: at + 60,
    nbf: at,
    iat: at,
    jti: 'f8912129-1af6-4cad-9ca3-76b0f7621087',
    sid: 'aaea182f2732d44c23057c0fea584021a4485b2bd25d3eb7fd349313ad24c685',
    ...claims,
  });
  const signature = createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url');
  return `${head}.${body}.${signature}`;
};

type TokenParts = {
  readonly shop?: string;
  readonly secret?: string;
  readonly header?: object;
  readonly claims?: object;
};

export type GraphQl = (question: {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}) => unknown;

/**
 * Shopify on loopback for one shop: tokens that end and rotate as the real ones do, GraphQL behind them with a bucket
 * of points that a call is refused from when it is empty.
 */
export const openShopify = async (now: () => Date) => {
  const shop = {
    isInstalled: true,
    /** Points in the bucket; each query takes a hundred. */
    points: 2_000,
    scope: 'read_orders,read_customers,read_products,write_discounts',
    answer: null as ((request: Received, response: ServerResponse) => void) | null,
    graphQl: shopFacts as GraphQl,
  };
  const tokens = createTokens(now, shop);
  const calls: string[] = [];
  const server = await honestServer((request, response) => {
    const isGrant = request.url === '/admin/oauth/access_token';
    calls.push(isGrant ? grantTypeOf(request) : 'graphql');
    if (shop.answer !== null) return shop.answer(request, response);
    const { status, body } = isGrant ? tokens.grant(request) : query(request, shop, tokens.isGood);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  return { shop, tokens, calls, server, fetch: outboundTo(server.origin), close: server.close };
};

export type ShopifyPlatform = Awaited<ReturnType<typeof openShopify>>;

/** Every host ends at the server on loopback. */
const outboundTo = (origin: string): Outbound => {
  const outbound = createOutbound({ lookup: systemLookup, allowPrivate: true, clock: realClock });
  return (request) => {
    const url = new URL(request.url);
    return outbound({ ...request, url: origin + url.pathname + url.search });
  };
};

const grantTypeOf = ({ body }: Received): string =>
  (JSON.parse(body) as { grant_type: string }).grant_type.split(':').at(-1) ?? '';

const createTokens = (now: () => Date, shop: { isInstalled: boolean; scope: string }) => {
  let count = 0;
  const access = new Map<string, number>();
  const refresh = new Map<string, { endsAt: number; replacedBy: string | null; isUsed: boolean }>();

  const issue = () => {
    count += 1;
    access.set(`shpat_${count}`, now().getTime() + 3_600_000);
    const endsAt = now().getTime() + 7_776_000_000;
    refresh.set(`shprt_${count}`, { endsAt, replacedBy: null, isUsed: false });
    return {
      access_token: `shpat_${count}`,
      scope: shop.scope,
      expires_in: 3_600,
      refresh_token: `shprt_${count}`,
      refresh_token_expires_in: 7_776_000,
    };
  };
  /** The previous token works until the one that replaced it is used. */
  const rotate = (token: string) => {
    const known = refresh.get(token);
    const successor = refresh.get(known?.replacedBy ?? '');
    if (known === undefined || known.endsAt <= now().getTime() || successor?.isUsed === true) return null;
    known.isUsed = true;
    const issued = issue();
    known.replacedBy = issued.refresh_token;
    return issued;
  };
  return {
    isGood: (token: string) => shop.isInstalled && (access.get(token) ?? 0) > now().getTime(),
    revokeAll: () => {
      access.clear();
      refresh.clear();
    },
    issued: () => count,
    grant: ({ body }: Received): { status: number; body: unknown } => {
      const asked = JSON.parse(body) as Record<string, string>;
      if (asked['client_id'] !== APP.clientId || asked['client_secret'] !== APP.secret)
        return { status: 400, body: { error: 'invalid_client' } };
      if (!shop.isInstalled) return { status: 400, body: { error: 'app_not_installed' } };
      if (asked['grant_type'] === 'refresh_token') {
        const issued = rotate(asked['refresh_token'] ?? '');
        return issued === null
          ? { status: 400, body: { error: 'invalid_grant' } }
          : { status: 200, body: issued };
      }
      return isOurs(asked['subject_token'] ?? '', now())
        ? { status: 200, body: issue() }
        : { status: 400, body: { error: 'invalid_subject_token' } };
    },
  };
};

const isOurs = (token: string, now: Date): boolean => {
  const [head, body, signature] = token.split('.');
  const right = createHmac('sha256', APP.secret).update(`${head}.${body}`).digest('base64url');
  const { exp } = JSON.parse(Buffer.from(body ?? '', 'base64url').toString()) as { exp: number };
  return signature === right && exp * 1_000 > now.getTime();
};

const QUERY_COST = 100;

const query = (
  request: Received,
  shop: { points: number; graphQl: GraphQl },
  isGood: (token: string) => boolean,
): { status: number; body: unknown } => {
  if (!isGood(String(request.headers['x-shopify-access-token'])))
    return { status: 401, body: { errors: '[API] Invalid API key or access token' } };
  const throttleStatus = { maximumAvailable: 2_000, currentlyAvailable: shop.points, restoreRate: 100 };
  const extensions = { cost: { requestedQueryCost: QUERY_COST, throttleStatus } };
  if (shop.points < QUERY_COST)
    return { status: 200, body: { errors: [{ extensions: { code: 'THROTTLED' } }], extensions } };
  shop.points -= QUERY_COST;
  const asked = JSON.parse(request.body) as { query: string; variables: Record<string, unknown> };
  return { status: 200, body: { data: shop.graphQl(asked), extensions } };
};

const shopFacts = () => ({
  shop: {
    name: 'Loja da Ana',
    currencyCode: 'BRL',
    ianaTimezone: 'America/Sao_Paulo',
    primaryDomain: { url: 'https://loja.example.com' },
    shopAddress: { countryCodeV2: 'BR' },
  },
  currentAppInstallation: { accessScopes: [{ handle: 'read_orders' }, { handle: 'write_customers' }] },
});
