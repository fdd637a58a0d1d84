import { describe, expect, it } from 'vitest';
import { phoneWord, searchWords } from '../../../src/core/cart/search-words.ts';

const nothing = { name: null, emailKey: null, phone: null, titles: [] };

describe('the words a cart is found by', () => {
  it('are those of name and titles without accents, once each', () => {
    expect(searchWords({ ...nothing, name: 'José Łucja', titles: ['Caneca Ação', 'caneca-azul 2'] })).toEqual(
      ['n:jose', 'n:lucja', 't:2', 't:acao', 't:azul', 't:caneca'],
    );
  });

  it('hold the e-mail whole, so that its beginning is a beginning', () => {
    expect(searchWords({ ...nothing, emailKey: 'ana.souza@example.com' })).toEqual([
      '@ana.souza@example.com',
    ]);
  });

  it('hold the phone from its last digit, so that its last digits are a beginning', () => {
    const [word] = searchWords({ ...nothing, phone: '+5511987654321' });
    expect(word?.startsWith(phoneWord('4321'))).toBe(true);
    expect(word?.startsWith(phoneWord('98765'))).toBe(false);
  });

  it('tell a name from a title, and hold ids and SKUs whole', () => {
    const words = searchWords({ ...nothing, name: 'Rosa', titles: ['Rosa'], products: ['7', 'SKU-1 B'] });
    expect(words).toEqual(['n:rosa', 'p:7', 'p:sku-1 b', 't:rosa']);
  });

  it('stay few for a cart of a thousand lines', () => {
    const titles = Array.from({ length: 1000 }, (_, at) => `Product number ${at} ${'x'.repeat(500)}`);
    const words = searchWords({ ...nothing, titles });
    expect(words.length).toBeLessThan(65);
    expect(Math.max(...words.map((word) => word.length))).toBeLessThan(101);
  });
});
