import { RequestedTokenType } from '@shopify/shopify-api';
import { z } from 'zod';
import { parseExact } from '../../src/core/words/json.ts';
import { objectOf, text, textUpTo } from '../../src/core/words/tolerant.ts';
import type { Credentials } from '../../src/ports/adapter.ts';
import type { Outbound, OutboundResult } from '../../src/ports/outbound.ts';
import type { App } from './app.ts';
import { failureOf, type NoAnswer } from './exchange.ts';

/** A token that serves an hour, with the one that renews it for ninety days. */
export type OfflineToken = Extract<Credentials, { kind: 'shopify_offline' | 'shopify_token' }>;

type Asked =
  | { readonly kind: 'token'; readonly credentials: OfflineToken }
  /** Shopify will not, whatever is tried again; `code` is its own word. */
  | { readonly kind: 'refused'; readonly code: string }
  | NoAnswer;

type Asking = {
  readonly shop: string;
  readonly app: App;
  readonly fetch: Outbound;
  readonly now: () => Date;
};

/** Token exchange: the session token of whoever opened the app becomes the shop's own token. */
export const exchangeSessionToken = (sessionToken: string, asking: Asking): Promise<Asked> =>
  ask(asking, {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: sessionToken,
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    requested_token_type: RequestedTokenType.OfflineAccessToken,
    expiring: '1',
  });

/**
 * A new pair for the old one. The old refresh token works on until the new one is first used, so an answer that is
 * lost on its way costs nothing.
 */
export const refreshOfflineToken = (refreshToken: string, asking: Asking): Promise<Asked> =>
  ask(asking, { grant_type: 'refresh_token', refresh_token: refreshToken });

const ask = async (
  { shop, app, fetch, now }: Asking,
  wanted: Readonly<Record<string, string>>,
): Promise<Asked> => {
  const askedAt = now();
  const result = await fetch({
    url: `https://${shop}/admin/oauth/access_token`,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ client_id: app.clientId, client_secret: app.secrets[0], ...wanted }),
    timeoutMs: 15_000,
  });
  const refusal = refusalOf(result);
  if (refusal !== null) return refusal;
  const failure = failureOf(result, askedAt);
  if (failure !== null || result.kind !== 'answered') return failure ?? NO_TOKEN;
  const granted = bodyOf(result.body, tokenBody);
  return granted?.access_token === undefined || granted.access_token === null
    ? NO_TOKEN
    : {
        kind: 'token',
        credentials: credentialsOf({ ...granted, access_token: granted.access_token }, askedAt),
      };
};

const NO_TOKEN: NoAnswer = { kind: 'unavailable', reason: 'Shopify granted no token' };

/**
 * 400 is how Shopify says no here; 401 and 403 come from shops that are gone or took the app out. A page, as whatever
 * stands in front of Shopify may answer for an hour, takes no shop's token away.
 */
const refusalOf = (result: OutboundResult): Asked | null => {
  if (result.kind !== 'answered' || ![400, 401, 403].includes(result.status)) return null;
  if (result.body.trimStart().startsWith('<'))
    return { kind: 'unavailable', reason: `Shopify answered ${result.status} with a page` };
  const code = bodyOf(result.body, refusalBody)?.error ?? `http_${result.status}`;
  // Our own secret is wrong: nothing that a merchant could mend, and no word about the shop's token.
  if (/^(invalid_client|application_cannot_be_found)$/.test(code))
    return {
      kind: 'unavailable',
      reason: 'Shopify does not know the app by SHOPIFY_API_KEY and SHOPIFY_API_SECRET',
    };
  return { kind: 'refused', code: /^[a-z_]{1,60}$/.test(code) ? code : `http_${result.status}` };
};

const bodyOf = <Shape extends z.ZodObject>(body: string, shape: Shape): z.infer<Shape> | null => {
  const parsed = parseExact(body);
  return parsed.kind === 'parsed' ? objectOf(shape).parse(parsed.value) : null;
};

/** Up to two years; whatever else is written there is no time. */
const seconds = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'number' && value > 0 && value < 63_072_000 ? value : null));

const tokenBody = z.object({
  access_token: textUpTo(500),
  scope: textUpTo(4_000),
  expires_in: seconds,
  refresh_token: textUpTo(500),
  refresh_token_expires_in: seconds,
});

const refusalBody = z.object({ error: text });

type Granted = z.infer<typeof tokenBody> & { readonly access_token: string };

/** As documented, where an answer does not say: a pair without an end would never be renewed. */
const LASTS_S = 3_600;
const REFRESHES_S = 90 * 86_400;

const credentialsOf = (granted: Granted, askedAt: Date): OfflineToken => {
  const { access_token: accessToken, refresh_token: refreshToken } = granted;
  if (refreshToken === null) return { kind: 'shopify_token', accessToken };
  const after = (length: number): number => askedAt.getTime() + length * 1_000;
  return {
    kind: 'shopify_offline',
    accessToken,
    expiresAtMs: after(granted.expires_in ?? LASTS_S),
    refreshToken,
    refreshEndsAtMs: after(granted.refresh_token_expires_in ?? REFRESHES_S),
    scope: granted.scope ?? '',
  };
};
