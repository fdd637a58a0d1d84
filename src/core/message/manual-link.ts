import {
  createCipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import type { CartId, StoreId } from '../words/ids.ts';

/** Whose link it says it is. Proven only when `manualToken` makes the very same token again. */
export type ManualClaim = { readonly storeId: StoreId; readonly cartId: CartId };

export type ManualLinkSecrets = {
  /** The server's, 32 bytes (`linkKeyOf`): hides which store and cart a token is of. */
  readonly linkKey: Uint8Array;
  /** The store's own, at least 32 bytes: proves that we made the token for this cart. */
  readonly ownSecret: Uint8Array;
};

/**
 * The token of the return link that a person of the store passes on (`returnUrl` in the API). It is computed, not
 * stored, so that reading a list writes nothing, and it is the same every time.
 *
 * A synthetic-IV construction: a 128-bit HMAC of store and cart under the store's secret, then both ids encrypted
 * with the HMAC as counter block. Nothing can be read from it or changed in it, and the server finds the cart in it.
 */
export const manualToken = (claim: ManualClaim, { linkKey, ownSecret }: ManualLinkSecrets): string => {
  if (linkKey.length !== KEY_BYTES) throw new RangeError('the link key must have 32 bytes');
  if (ownSecret.length < KEY_BYTES) throw new RangeError('the store secret must have at least 32 bytes');
  const ids = packIds(claim);
  const proof = createHmac('sha256', keyObjectOf(ownSecret))
    .update(PURPOSE)
    .update(ids)
    .digest()
    .subarray(0, PROOF_BYTES);
  return Buffer.concat([proof, mask(ids, proof, linkKey)]).toString('base64url');
};

/** The key for `manualToken` from the server's encryption key. */
export const linkKeyOf = (encryptionKey: Uint8Array): Uint8Array => {
  if (encryptionKey.length < KEY_BYTES)
    throw new RangeError('the encryption key must have at least 32 bytes');
  return new Uint8Array(hkdfSync('sha256', encryptionKey, '', PURPOSE, KEY_BYTES));
};

/** Whose link a token would be if it is genuine; null when it cannot be one. Nothing is proven yet. */
export const readManualToken = (token: string, linkKey: Uint8Array): ManualClaim | null => {
  if (!/^[A-Za-z0-9_-]{24,400}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.toString('base64url') !== token) return null;
  const proof = bytes.subarray(0, PROOF_BYTES);
  return unpackIds(mask(bytes.subarray(PROOF_BYTES), proof, linkKey));
};

/** Whether we made this token for the cart that it names. Takes the same time wherever it differs. */
export const isManualTokenOf = (token: string, claim: ManualClaim, secrets: ManualLinkSecrets): boolean => {
  const given = Buffer.from(token);
  const genuine = Buffer.from(manualToken(claim, secrets));
  return given.length === genuine.length && timingSafeEqual(given, genuine);
};

const PURPOSE = 'retorno manual return link v1';
const KEY_BYTES = 32;
const PROOF_BYTES = 16;

/** AES-256 in counter mode: hides and uncovers alike. */
const mask = (bytes: Uint8Array, counterBlock: Uint8Array, linkKey: Uint8Array): Buffer =>
  createCipheriv('aes-256-ctr', keyObjectOf(linkKey), counterBlock).update(bytes);

/** As bytes a key is made ready anew for each token, which costs several times the token: lists make thousands. */
const keyObjectOf = (bytes: Uint8Array): KeyObject => {
  const known = keyObjects.get(bytes) ?? createSecretKey(bytes);
  keyObjects.set(bytes, known);
  return known;
};

const keyObjects = new WeakMap<Uint8Array, KeyObject>();

/** Our own ids are 128 bits written in 26 characters; packed they keep the link short. Others are taken as text. */
const packIds = ({ storeId, cartId }: ManualClaim): Buffer => {
  const packed = [packId(storeId), packId(cartId)];
  return packed.includes(null)
    ? Buffer.concat([Buffer.of(AS_TEXT), Buffer.from(`${storeId}\n${cartId}`)])
    : Buffer.concat([Buffer.of(PACKED), ...packed.filter((id) => id !== null)]);
};

const unpackIds = (bytes: Buffer): ManualClaim | null => {
  const body = bytes.subarray(1);
  if (bytes[0] === PACKED && body.length === 2 * ID_BYTES)
    return { storeId: unpackId(body.subarray(0, ID_BYTES)), cartId: unpackId(body.subarray(ID_BYTES)) };
  if (bytes[0] !== AS_TEXT) return null;
  const [storeId, cartId, ...rest] = body.toString().split('\n');
  if (!storeId || !cartId || rest.length > 0) return null;
  return { storeId: storeId as StoreId, cartId: cartId as CartId };
};

const PACKED = 0;
const AS_TEXT = 1;
const ID_BYTES = 16;
const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';

/** 128 bits in 26 characters of 5, see `newId`: the two bits too many are the first, and zero. */
const packId = (id: string): Buffer | null => {
  if (!/^[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(id)) return null;
  const bytes = Buffer.allocUnsafe(ID_BYTES);
  let held = 0;
  let bits = -SPARE_BITS;
  let place = 0;
  for (let at = 0; at < id.length; at += 1) {
    held = (held << 5) | CROCKFORD.indexOf(id.charAt(at));
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[place] = held >>> bits;
    place += 1;
    held &= (1 << bits) - 1;
  }
  return bytes;
};

const unpackId = <Id extends string>(bytes: Buffer): Id => {
  let id = '';
  let held = 0;
  let bits = SPARE_BITS;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      id += CROCKFORD.charAt(held >>> bits);
      held &= (1 << bits) - 1;
    }
  }
  return id as Id;
};

const SPARE_BITS = 2;
