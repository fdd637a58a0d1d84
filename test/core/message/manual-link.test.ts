import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isManualTokenOf,
  linkKeyOf,
  manualToken,
  readManualToken,
} from '../../../src/core/message/manual-link.ts';
import type { ManualClaim } from '../../../src/core/message/manual-link.ts';
import { newId } from '../../../src/core/words/ids.ts';
import type { CartId, StoreId } from '../../../src/core/words/ids.ts';

const bytes = (value: number) => (size: number) => new Uint8Array(size).fill(value);
const now = new Date('2026-11-21T12:00:00Z');
const linkKey = linkKeyOf(bytes(1)(32));
const secrets = { linkKey, ownSecret: bytes(2)(32) };
const claim: ManualClaim = {
  storeId: newId<StoreId>(now, bytes(3)),
  cartId: newId<CartId>(now, bytes(4)),
};

/** As the server does it: whose would it be, and is it? */
const opens = (token: string, ownSecret = secrets.ownSecret): ManualClaim | null => {
  const read = readManualToken(token, linkKey);
  return read !== null && isManualTokenOf(token, read, { linkKey, ownSecret }) ? read : null;
};

it('the server finds store and cart in its own token, which is the same every time', () => {
  const token = manualToken(claim, secrets);

  expect(opens(token)).toEqual(claim);
  expect(manualToken(claim, secrets)).toBe(token);
  expect(token).toMatch(/^[A-Za-z0-9_-]{66}$/);
});

it('every id survives, of our own making or not', () => {
  const ours = fc
    .tuple(fc.integer({ min: 0, max: 2 ** 48 - 1 }), fc.uint8Array({ minLength: 10, maxLength: 10 }))
    .map(([at, random]) => newId(new Date(at), () => random));
  const ids = fc.oneof(ours, fc.stringMatching(/^[a-zA-Z0-9:._-]{1,20}$/));
  fc.assert(
    fc.property(ids, ids, (storeId, cartId) => {
      const claim = { storeId: storeId as StoreId, cartId: cartId as CartId };
      expect(opens(manualToken(claim, secrets))).toEqual(claim);
    }),
  );
});

it('a token shows nothing of the ids in it, nor that two are of one store', () => {
  const token = manualToken(claim, secrets);
  const sister = manualToken({ ...claim, cartId: newId<CartId>(now, bytes(5)) }, secrets);
  const raw = Buffer.from(token, 'base64url').toString('latin1');

  expect(raw).not.toContain(claim.cartId);
  expect(raw).not.toContain(claim.storeId);
  expect(commonBytes(token, sister)).toBeLessThan(6);
});

describe('nobody else makes or changes a token', () => {
  it('a token of one store is nothing at another', () => {
    expect(opens(manualToken(claim, { ...secrets, ownSecret: bytes(9)(32) }))).toBeNull();
  });

  it('every turned bit makes it unknown', () => {
    const raw = Buffer.from(manualToken(claim, secrets), 'base64url');
    for (let bit = 0; bit < raw.length * 8; bit += 1) {
      const forged = Buffer.from(raw);
      forged.writeUInt8(forged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(opens(forged.toString('base64url'))).toBeNull();
    }
  });

  it.each([
    ['empty', () => ''],
    ['the proof left out', (token: string) => token.slice(22)],
    ['cut', (token: string) => token.slice(0, -1)],
    ['the proof alone', (token: string) => token.slice(0, 22)],
    ['doubled', (token: string) => token + token],
    ['in small letters', (token: string) => token.toLowerCase()],
    ['in capitals', (token: string) => token.toUpperCase()],
    ['padded', (token: string) => `${token}==`],
    ['in the other base64', (token: string) => `${token.slice(0, -1)}+`],
    ['spaced', (token: string) => ` ${token}`],
  ])('%s it is unknown', (_, spoil) => {
    expect(opens(spoil(manualToken(claim, secrets)))).toBeNull();
  });

  it('no text makes it throw', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => opens(text) === null));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 96 }), (raw) => {
        expect(opens(Buffer.from(raw).toString('base64url'))).toBeNull();
      }),
    );
  });

  it('the last character has no second way to be written', () => {
    const token = manualToken(claim, secrets);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const accepted = Array.from(alphabet).filter((last) => opens(token.slice(0, -1) + last) !== null);

    expect(accepted).toEqual([token.slice(-1)]);
  });

  it('an empty or short key refuses to work', () => {
    expect(() => linkKeyOf(new Uint8Array(0))).toThrow(RangeError);
    expect(() => manualToken(claim, { linkKey, ownSecret: new Uint8Array(0) })).toThrow(RangeError);
    expect(() => manualToken(claim, { linkKey: new Uint8Array(0), ownSecret: bytes(2)(32) })).toThrow(
      RangeError,
    );
  });
});

const commonBytes = (one: string, other: string): number => {
  const [left, right] = [Buffer.from(one, 'base64url'), Buffer.from(other, 'base64url')];
  return left.filter((byte, place) => byte === right[place]).length;
};
