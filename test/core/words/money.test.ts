import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMoney, writeDecimal, writeMoney } from '../../../src/core/words/money.ts';

const minorOf = (text: string, currency: string) => {
  const parsed = parseMoney(text, currency);
  return parsed.valid ? parsed.money.minor : parsed.reason;
};

describe('reading money', () => {
  test.each([
    ['47', 'BRL', 4700],
    ['199.9', 'BRL', 19990],
    ['199.90', 'BRL', 19990],
    ['16.867', 'BRL', 1687],
    ['16.864', 'BRL', 1686],
    ['16.867', 'KWD', 16867],
    ['0.1', 'USD', 10],
    ['1.005', 'USD', 101],
    ['1500', 'JPY', 1500],
    ['1500.00', 'CLP', 1500],
    ['1499.5', 'JPY', 1500],
    ['-5.00', 'EUR', -500],
    ['-0', 'EUR', 0],
    [' 12.30 ', 'pln', 1230],
    ['90071992547409.91', 'USD', 9007199254740991],
  ])('%s %s is %i minor units', (text, currency, minor) => {
    expect(minorOf(text, currency)).toBe(minor);
  });

  test.each([
    '',
    ' ',
    '1.234,56',
    '1,234.56',
    'NaN',
    'Infinity',
    '1e3',
    '0x10',
    '.5',
    '5.',
    '+5',
    '--5',
    '١٢',
    '5 5',
    'null',
  ])('refuses %j instead of guessing', (text) => {
    expect(minorOf(text, 'BRL')).toBe('not_a_decimal');
  });

  test('refuses what an integer cannot hold exactly', () => {
    expect(minorOf('90071992547409.92', 'USD')).toBe('too_large');
    expect(minorOf('9'.repeat(400), 'USD')).toBe('not_a_decimal');
  });

  test('refuses what is no currency code', () => {
    expect(minorOf('5', 'R$')).toBe('unknown_currency');
    expect(minorOf('5', '')).toBe('unknown_currency');
  });

  test('what was written is read back to the same minor units, in every number of decimals', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('JPY', 'BRL', 'KWD', 'CLF'), (minor, currency) => {
        const written = writeDecimal({ minor, currency });
        expect(parseMoney(written, currency)).toEqual({
          valid: true,
          money: { minor: minor + 0, currency },
        });
      }),
    );
  });
});

describe('writing money', () => {
  test.each([
    [{ minor: 19990, currency: 'BRL' }, '199.90'],
    [{ minor: 5, currency: 'BRL' }, '0.05'],
    [{ minor: -5, currency: 'BRL' }, '-0.05'],
    [{ minor: 47, currency: 'JPY' }, '47'],
    [{ minor: 1234, currency: 'KWD' }, '1.234'],
  ])('%j is %s in the API', (money, text) => {
    expect(writeDecimal(money)).toBe(text);
  });

  test.each([
    ['pt-BR', 'BRL', 'R$ 1.234,50'],
    ['en', 'USD', '$1,234.50'],
    ['es', 'EUR', '1234,50 €'],
    ['es-MX', 'MXN', '$1,234.50'],
    ['pl', 'PLN', '1234,50 zł'],
  ])('in %s an amount of %s reads %s', (locale, currency, text) => {
    expect(writeMoney({ minor: 123450, currency }, locale).replaceAll(/\s/g, ' ')).toBe(text);
  });

  test('an amount beyond floating point keeps its last digit', () => {
    expect(writeMoney({ minor: 9007199254740991, currency: 'USD' }, 'en')).toBe('$90,071,992,547,409.91');
  });
});
