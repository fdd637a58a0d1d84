import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { id } from '../../src/core/words/tolerant.ts';
import type { Calls, Embedding, TokenOwner } from '../../src/ports/platform-work.ts';
import type { App } from './app.ts';

/**
 * The new admin of Nuvemshop and Tiendanube, whose hosts are not documented: those that are theirs alone. Its library
 * takes messages of any window, so nobody else may frame us.
 */
const ADMINS = [
  'https://*.nuvemshop.com.br',
  'https://*.tiendanube.com',
  'https://*.lojavirtualnuvem.com.br',
  'https://*.mitiendanube.com',
];

/** Of Nexo's token only `storeId` is documented: without an end it counts for the call that it came with. */
const UNTOLD_LIFE_MS = 60_000;
const LEEWAY_S = 10;
const LONGEST_S = 24 * 3_600;

/** Nexo, the library of that admin, gives a token for each call, signed with the app's client secret. */
export const createEmbedding = ({ clientSecret }: App): Embedding => {
  const key = new TextEncoder().encode(clientSecret);
  return {
    readToken: async (token, calls) => {
      if (clientSecret === '' || token.length > 4_000 || token.split('.').length !== 3) return null;
      return readToken(token, key, calls);
    },
    ancestors: () => ADMINS,
  };
};

const readToken = async (token: string, key: Uint8Array, { now }: Calls): Promise<TokenOwner | null> => {
  const at = now();
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      currentDate: at,
      clockTolerance: LEEWAY_S,
    });
    const { storeId, userId, iat, exp } = claims.parse(payload);
    if (storeId === null || !/^\d{1,20}$/.test(storeId)) return null;
    if (iat !== undefined && at.getTime() / 1_000 - iat > LONGEST_S) return null;
    const expiresAt = exp === undefined ? new Date(at.getTime() + UNTOLD_LIFE_MS) : new Date(exp * 1_000);
    return { storeKey: storeId, userId, expiresAt };
  } catch (reason) {
    if (reason instanceof errors.JOSEError || reason instanceof TypeError) return null;
    throw reason;
  }
};

/** The times were judged by the library. */
const claims = z.object({
  storeId: id,
  userId: id,
  iat: z.number().optional(),
  exp: z.number().optional(),
});
