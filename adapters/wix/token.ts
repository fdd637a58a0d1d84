import { constants, verify, type KeyObject } from 'node:crypto';
import { isRecord } from '../../src/core/privacy/projection.ts';
import { readRsaPublicKey } from '../../src/core/webhooks/rsa-public-key.ts';
import { decodeJson } from '../../src/core/words/json.ts';

export type ReadToken =
  | { readonly valid: true; readonly claims: Readonly<Record<string, unknown>> }
  | { readonly valid: false; readonly reason: 'signature_missing' | 'signature_wrong' | 'timestamp_off' };

/**
 * Judges a JSON Web Token by the app's public key. The algorithm is RS256 whatever the token says, its own hints at
 * keys are not followed, and there is one way only to write it. Without `exp` it does not end. Never throws.
 */
export const createReadToken = () => {
  const keyOf = rememberKeys();
  return (bytes: Uint8Array, keys: readonly string[], now: Date): ReadToken => {
    const parts = partsOf(bytes);
    if (parts === null) return { valid: false, reason: 'signature_missing' };
    if (!saysRs256(parts.header)) return { valid: false, reason: 'signature_wrong' };
    const isSigned = keys.some((written) => {
      const key = keyOf(written);
      return key !== null && isSignedBy(key, parts);
    });
    const claims = isSigned ? claimsIn(parts.payload) : null;
    if (claims === null) return { valid: false, reason: 'signature_wrong' };
    return isInTime(claims, now) ? { valid: true, claims } : { valid: false, reason: 'timestamp_off' };
  };
};

/** The claims of a token that was judged already; null for what is none. */
export const claimsOf = (token: string): Readonly<Record<string, unknown>> | null =>
  COMPACT.test(token) ? claimsIn(token.split('.')[1] ?? '') : null;

/** A key is read once, the same few come with every request. */
const rememberKeys = () => {
  const known = new Map<string, KeyObject | null>();
  return (written: string): KeyObject | null => {
    const held = known.get(written);
    if (held !== undefined) return held;
    const key = readRsaPublicKey(written);
    known.set(written, key);
    return key;
  };
};

type Parts = {
  readonly header: string;
  readonly payload: string;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
};

const COMPACT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

const partsOf = (bytes: Uint8Array): Parts | null => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!COMPACT.test(text)) return null;
  const [header = '', payload = '', signature = ''] = text.split('.');
  const read = Buffer.from(signature, 'base64url');
  // The last letter has bits that mean nothing: other letters would be the same signature.
  if (read.toString('base64url') !== signature) return null;
  return { header, payload, signed: bytes.subarray(0, text.lastIndexOf('.')), signature: read };
};

/** `crit` names what has to be understood, and we understand no extension. */
const saysRs256 = (header: string): boolean => {
  const read = claimsIn(header);
  return read !== null && read['alg'] === 'RS256' && !Object.hasOwn(read, 'crit');
};

const isSignedBy = (key: KeyObject, { signed, signature }: Parts): boolean => {
  try {
    return verify('sha256', signed, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
  } catch {
    return false;
  }
};

const claimsIn = (part: string): Readonly<Record<string, unknown>> | null => {
  const parsed = decodeJson(Buffer.from(part, 'base64url'));
  return parsed.kind === 'parsed' && isRecord(parsed.value) ? parsed.value : null;
};

/** Another machine's clock may be ahead of ours. */
const LEEWAY_S = 60;

const isInTime = (claims: Readonly<Record<string, unknown>>, now: Date): boolean => {
  const seconds = now.getTime() / 1_000;
  const { exp, nbf } = claims;
  if (exp !== undefined && !(typeof exp === 'number' && exp > seconds)) return false;
  return nbf === undefined || (typeof nbf === 'number' && nbf <= seconds + LEEWAY_S);
};
