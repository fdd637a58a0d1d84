import { z } from 'zod';
import { parseExact } from '../../src/core/words/json.ts';
import { objectOf, textUpTo } from '../../src/core/words/tolerant.ts';
import type { AdapterContext } from '../../src/ports/adapter.ts';
import { failureOf, type NoAnswer } from './exchange.ts';

/** Tokens of stores that sign in with a client id and secret, kept while they last. In memory only. */
export type AccessTokens = {
  readonly find: (shop: string, now: Date) => string | null;
  readonly keep: (shop: string, token: GrantedToken) => void;
  readonly forget: (shop: string) => void;
};

export type GrantedToken = { readonly accessToken: string; readonly expiresAt: Date };
type Token = { readonly kind: 'token'; readonly accessToken: string };

/** Asked for again this long before it ends. */
const MARGIN_MS = 5 * 60_000;

export const createAccessTokens = (): AccessTokens => {
  const held = new Map<string, GrantedToken>();
  return {
    find: (shop, now) => {
      const token = held.get(shop);
      return token && token.expiresAt.getTime() - MARGIN_MS > now.getTime() ? token.accessToken : null;
    },
    keep: (shop, token) => held.set(shop, token),
    forget: (shop) => held.delete(shop),
  };
};

/** The token to call with: the one given, or one granted for the client's id and secret. */
export const tokenOf = async (context: AdapterContext, tokens: AccessTokens): Promise<Token | NoAnswer> => {
  const { credentials, store } = context;
  if (credentials.kind === 'shopify_token' || credentials.kind === 'shopify_offline')
    return { kind: 'token', accessToken: credentials.accessToken };
  if (credentials.kind !== 'shopify_client') return { kind: 'unauthorized' };
  const held = tokens.find(store.externalKey, context.now());
  if (held !== null) return { kind: 'token', accessToken: held };
  const granted = await grantToken({ shop: store.externalKey, ...credentials }, context);
  if (granted.kind !== 'granted') return granted;
  tokens.keep(store.externalKey, granted.token);
  return { kind: 'token', accessToken: granted.token.accessToken };
};

type Client = { readonly shop: string; readonly clientId: string; readonly clientSecret: string };

/**
 * The client-credentials grant, for a merchant's own app whose store is in the same organisation. The token lasts
 * a day and has no refresh token: ask again.
 */
export const grantToken = async (
  { shop, clientId, clientSecret }: Client,
  { fetch, now }: Pick<AdapterContext, 'fetch' | 'now'>,
): Promise<{ readonly kind: 'granted'; readonly token: GrantedToken } | NoAnswer> => {
  const askedAt = now();
  const result = await fetch({
    url: `https://${shop}/admin/oauth/access_token`,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'client_credentials',
    }),
    timeoutMs: 15_000,
  });
  // 400 is how Shopify says no here: a wrong secret, or `shop_not_permitted`.
  if (result.kind === 'answered' && result.status === 400) return { kind: 'unauthorized' };
  const failure = failureOf(result, askedAt);
  if (failure !== null || result.kind !== 'answered') return failure ?? NO_TOKEN;
  const parsed = parseExact(result.body);
  const body = parsed.kind === 'parsed' ? objectOf(grantBody).parse(parsed.value) : null;
  if (body === null || body.access_token === null) return NO_TOKEN;
  const expiresAt = new Date(askedAt.getTime() + (body.expires_in ?? 3_600) * 1_000);
  return { kind: 'granted', token: { accessToken: body.access_token, expiresAt } };
};

const NO_TOKEN: NoAnswer = { kind: 'unavailable', reason: 'Shopify granted no token' };

const grantBody = z.object({
  access_token: textUpTo(500),
  expires_in: z
    .unknown()
    .optional()
    .transform((value) => (typeof value === 'number' && value > 0 && value < 1e8 ? value : null)),
});
