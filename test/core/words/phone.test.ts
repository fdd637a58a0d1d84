import { describe, expect, it } from 'vitest';
import { readPhone } from '../../../src/core/words/phone.ts';

const key = (given: string, country: string | null) => readPhone(given, country)?.key;

describe('a phone', () => {
  it.each([
    ['11 98765-4321', 'BR', '+5511987654321'],
    ['(11) 98765-4321', 'br', '+5511987654321'],
    ['5511987654321', 'BR', '+5511987654321'],
    ['5511987654321', null, '+5511987654321'],
    ['+48 601 234 567', 'BR', '+48601234567'],
    ['0048 601 234 567', 'PL', '+48601234567'],
    ['011 15-2345-6789', 'AR', '+5491123456789'],
  ])('%s typed in %s is %s', (given, country, e164) => {
    expect(readPhone(given, country)?.e164).toBe(e164);
  });

  it.each([
    ['+55 11 98765-4321', '+55 11 8765-4321'],
    ['+52 1 55 1234 5678', '+52 55 1234 5678'],
    ['+54 9 11 2345-6789', '+54 11 2345-6789'],
  ])('%s and %s are one line', (one, other) => {
    expect(key(one, null)).toBe(key(other, null));
    expect(key(one, null)).toBeDefined();
  });

  it('a Brazilian landline is not the mobile that only looks like it', () => {
    expect(key('+55 11 3765-4321', null)).not.toBe(key('+55 11 93765-4321', null));
  });

  it.each([
    '0000000',
    '00000000000',
    '11999999999',
    '+5511111111111',
    '',
    '-',
    'none',
    '1234',
    '9'.repeat(500),
  ])('the filler %s is nobody', (given) => {
    expect(readPhone(given, 'BR')).toBeNull();
  });

  it('a number without country or prefix is not guessed at', () => {
    expect(readPhone('98765-4321', null)).toBeNull();
  });

  it('an unknown country does not break anything', () => {
    expect(readPhone('98765-4321', 'ZZ')).toBeNull();
  });
});
