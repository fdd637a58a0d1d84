import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether one of the secrets made this HMAC-SHA256 over exactly these bytes. Only the canonical writing of the
 * encoding passes (no hex for base64, no url-safe letters, no spaces), and an empty secret signs nothing. Never
 * throws, and takes the same time wherever the signatures differ.
 */
export const isSignedBy = ({ parts, signature, secrets, encoding }: SignedRequest): boolean => {
  const given = Buffer.from(signature);
  let signed = false;
  for (const secret of secrets) {
    if (secret === '') continue;
    const hmac = createHmac('sha256', secret);
    for (const part of parts) hmac.update(part);
    const expected = Buffer.from(hmac.digest(encoding));
    if (given.length === expected.length && timingSafeEqual(given, expected)) signed = true;
  }
  return signed;
};

type SignedRequest = {
  /** What was signed, in its order. */
  readonly parts: readonly (string | Uint8Array)[];
  readonly signature: string;
  readonly secrets: readonly string[];
  readonly encoding: 'base64' | 'hex';
};

/** A key for a delivery that brings none: equal parts, equal key. */
export const fingerprint = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(`${part.length}:`);
    hash.update(part);
  }
  return hash.digest('base64url');
};
