import { describe, expect, it } from 'vitest';
import { keepOurReference, referencesIn } from '../../../src/core/privacy/our-reference.ts';
import {
  keepEmail,
  keepPhone,
  projection,
  scalar,
  withoutSecretNumbers,
  type Shape,
} from '../../../src/core/privacy/projection.ts';

describe('projection', () => {
  const keep = projection({ id: scalar, who: { name: scalar }, lines: [{ sku: scalar }] });

  it('keeps what it names and nothing else, at every level', () => {
    const body = {
      id: 1,
      ip: 'x',
      who: { name: 'Ana', cpf: 'x' },
      lines: [{ sku: 'C', properties: ['x'] }, null, 'x'],
    };
    expect(keep(body)).toEqual({ id: 1, who: { name: 'Ana' }, lines: [{ sku: 'C' }] });
  });

  it('keeps no object where it names a value', () => {
    expect(keep({ id: { card: 'x' }, who: ['x'], lines: { sku: 'x' } })).toEqual({});
  });

  it('takes nothing from a prototype', () => {
    expect(projection({ valueOf: scalar, hasOwnProperty: scalar } as unknown as Shape)({})).toEqual({});
    expect(keep(JSON.parse('{"__proto__":{"id":1}}'))).toEqual({});
  });
});

describe('names and titles', () => {
  it.each([
    ['Ana 4111 1111 1111 1111 Souza', 'Ana … Souza'],
    ['4111-1111-1111-1111', '…'],
    ['5555555555554444x', '…x'],
    ['CPF 529.982.247-25', 'CPF …'],
    ['12.345.678/0001-95 Ltda', '… Ltda'],
    ['Order 1234567890123', 'Order 1234567890123'],
    ['Caneca 350 ml, 12 x 10 cm', 'Caneca 350 ml, 12 x 10 cm'],
  ])('%j are kept as %j', (given, kept) => {
    expect(withoutSecretNumbers(given)).toBe(kept);
  });

  it('are told from phones and addresses, which may not be cards either', () => {
    expect(keepPhone('+55 11 98765-4321')).toBe('+55 11 98765-4321');
    expect(keepPhone('4111 1111 1111 1111')).toBeUndefined();
    expect(keepEmail('Ana@Example.com')).toBe('Ana@Example.com');
    expect(keepEmail('4111111111111111')).toBeUndefined();
  });
});

describe('our reference', () => {
  it('is all that is kept of a landing page', () => {
    expect(keepOurReference('/p?email=a%40b.c&retorno_ref=Zm9vYmFyYmF6&x=1#top')).toBe(
      '/?retorno_ref=Zm9vYmFyYmF6',
    );
    expect(keepOurReference('/p?email=a%40b.c')).toBeUndefined();
  });

  it.each([
    '/?retorno_ref=short',
    '/?retorno_ref=has space in it',
    '/?retorno_ref=',
    '/retorno_ref=Zm9vYmFyYmF6',
    '',
  ])('is not found in %j', (page) => {
    expect(referencesIn(page)).toEqual([]);
  });
});
