import { expect, it } from 'vitest';
import { hashToken, isRandomToken, newLink } from '../../../src/core/message/link.ts';
import type { LinkFacts } from '../../../src/core/message/link.ts';
import type { CartId, MessageId, ShopperId, StoreId } from '../../../src/core/words/ids.ts';

const facts: LinkFacts = {
  storeId: 's1' as StoreId,
  kind: 'return',
  messageId: 'm1' as MessageId,
  cartId: 'c1' as CartId,
  shopperId: 'p1' as ShopperId,
  channel: 'email',
  couponCode: null,
};
const now = new Date('2026-11-21T12:00:00Z');
const sevens = (size: number) => new Uint8Array(size).fill(7);

it('a link is 128 random bits, kept as a hash only, valid for 30 days', () => {
  const { token, link } = newLink(facts, { now, randomBytes: sevens });

  expect(Buffer.from(token, 'base64url')).toEqual(Buffer.from(sevens(16)));
  expect(JSON.stringify(link)).not.toContain(token);
  expect(link.tokenHash).toBe(hashToken(token));
  expect(link.expiresAt).toEqual(new Date('2026-12-21T12:00:00Z'));
});

it('a random source that gives too little makes no link', () => {
  expect(() => newLink(facts, { now, randomBytes: () => new Uint8Array(0) })).toThrow(RangeError);
  expect(() => newLink(facts, { now, randomBytes: () => new Uint8Array(8) })).toThrow(RangeError);
});

it.each([
  ['nothing', undefined],
  ['empty text', ''],
  ['a list', ['BwcHBwcHBwcHBwcHBwcHBw']],
  ['doubled', 'BwcHBwcHBwcHBwcHBwcHBwBwcHBwcHBwcHBwcHBwcHBw'],
  ['two joined by a comma', 'BwcHBwcHBwcHBwcHBwcHBw,BwcHBwcHBwcHBwcHBwcHBw'],
  ['padded', 'BwcHBwcHBwcHBwcHBwcHBw=='],
  ['with a line break', 'BwcHBwcHBwcHBwcHBwcHBw\n'],
  ['a path', '../../../etc/passwd123'],
  ['an object', { toString: (): string => 'BwcHBwcHBwcHBwcHBwcHBw' }],
])('%s is no token', (_, value) => {
  expect(isRandomToken(value)).toBe(false);
});

it('a token in other case or with one bit turned has another hash', () => {
  const { token } = newLink(facts, { now, randomBytes: sevens });
  const others = [
    token.toLowerCase(),
    token.toUpperCase(),
    ...Array.from(token).map((_, place) => turned(token, place)),
  ];

  expect(others.filter((other) => hashToken(other) === hashToken(token))).toEqual([]);
});

const turned = (token: string, place: number): string =>
  token.slice(0, place) + (token[place] === 'A' ? 'B' : 'A') + token.slice(place + 1);
