import { jwtVerify, type JWTPayload } from 'jose';
import type { TokenOwner } from '../../src/ports/platform-work.ts';
import type { App } from './app.ts';
import { shopDomain } from './verify.ts';

/** What two clocks may differ by; Shopify's own library allows as much. */
const LEEWAY_S = 10;

/**
 * App Bridge's session token: a JWT that lives for a minute, HS256 by the app's secret. Everything is checked that
 * Shopify signs: the signature, `aud` (this app), `exp` and `nbf`, and that `iss` and `dest` name one shop, which
 * Shopify's own library leaves out. The shop is `dest` and nothing that stands in an address.
 */
export const createReadSessionToken =
  (app: App) =>
  async (token: string, { now }: { readonly now: () => Date }): Promise<TokenOwner | null> => {
    for (const secret of app.secrets) {
      const claims = await verified(token, { app, secret, now: now() });
      if (claims !== null) return ownerOf(claims);
    }
    return null;
  };

type Verifying = { readonly app: App; readonly secret: string; readonly now: Date };

const verified = async (token: string, { app, secret, now }: Verifying): Promise<JWTPayload | null> => {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      audience: app.clientId,
      clockTolerance: LEEWAY_S,
      currentDate: now,
      requiredClaims: ['exp', 'nbf', 'iss', 'dest'],
    });
    return payload;
  } catch {
    // The error's words may hold the token.
    return null;
  }
};

const ownerOf = ({ iss, dest, aud, sub, exp }: JWTPayload): TokenOwner | null => {
  const storeKey = shopOf(dest, '');
  if (storeKey === null || storeKey !== shopOf(iss, '/admin')) return null;
  if (typeof aud !== 'string' || exp === undefined) return null;
  return { storeKey, userId: sub ?? null, expiresAt: new Date(exp * 1_000) };
};

/** The shop of `https://{shop}` and nothing but the path that belongs there. */
const shopOf = (address: unknown, path: string): string | null => {
  if (typeof address !== 'string' || !address.startsWith('https://') || !address.endsWith(path)) return null;
  return shopDomain(address.slice('https://'.length, address.length - path.length));
};
