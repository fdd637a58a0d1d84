import { decodeJwt, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Embedding, TokenCalls, TokenOwner } from '../../src/ports/platform-work.ts';
import { shopUrl } from './shop-url.ts';

/** The page under WooCommerce that the companion plugin shows, with the admin in a frame. */
export const embedding: Embedding = {
  readToken: (token, calls) => readLaunch(token, calls),
  ancestors: (storeKey) => {
    const shop = shopUrl(storeKey ?? '');
    return shop === null ? [] : [new URL(shop).origin];
  },
  opened: ({ frame, shop }) => {
    if (frame !== 'wordpress') return null;
    const storeKey = shopUrl(shop ?? '');
    return storeKey === null ? null : { storeKey };
  },
};

/** A launch is signed for five minutes; one that claims to live longer was not made by the plugin. */
const LONGEST_AGE = '6 minutes';
const LEEWAY_S = 30;

/**
 * The plugin's launch: a JWT, HS256 by the store's webhook secret. The store it names says no more than whose secret
 * it has to be signed with.
 */
const readLaunch = async (token: string, { now, storeSecret }: TokenCalls): Promise<TokenOwner | null> => {
  const store = storeIn(token);
  const known = store === null ? null : await storeSecret(store);
  if (known === null) return null;
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(known.secret), {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      clockTolerance: LEEWAY_S,
      currentDate: now(),
      maxTokenAge: LONGEST_AGE,
      requiredClaims: ['exp', 'iat', 'sub'],
    });
    const { storeKey } = known;
    return { storeKey, userId: payload.sub ?? null, expiresAt: new Date((payload.exp ?? 0) * 1_000) };
  } catch {
    // The error's words may hold the token.
    return null;
  }
};

const AUDIENCE = 'retorno';

/** Not proven yet. */
const storeIn = (token: string): string | null => {
  if (token.length > 2_000) return null;
  try {
    const claims = launch.safeParse(decodeJwt(token));
    return claims.success ? claims.data.store : null;
  } catch {
    return null;
  }
};

const launch = z.object({ aud: z.literal(AUDIENCE), store: z.string().regex(/^[\w-]{1,64}$/) });
