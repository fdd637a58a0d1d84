import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJson, MAX_JSON_DEPTH, parseExact } from '../../../src/core/words/json.ts';

const value = (text: string): unknown => {
  const parsed = parseExact(text);
  if (parsed.kind !== 'parsed') throw new Error(parsed.reason);
  return parsed.value;
};

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('parseExact', () => {
  it('keeps every digit of an id that a double would round', () => {
    expect(value('{"id":820982911946154508,"ok":7}')).toEqual({ id: '820982911946154508', ok: 7 });
    expect(value('[-12345678901234567890]')).toEqual(['-12345678901234567890']);
  });

  it('leaves numbers that are exact as numbers, whatever long number stands beside them', () => {
    expect(value('{"a":820982911946154508,"b":9007199254740991,"c":1.5,"d":"820982911946154508"}')).toEqual({
      a: '820982911946154508',
      b: 9_007_199_254_740_991,
      c: 1.5,
      d: '820982911946154508',
    });
  });

  it('drops NUL characters from names and values, and only those', () => {
    expect(value(String.raw`{"na\u0000me":"a\u0000\u0000b"}`)).toEqual({ name: 'ab' });
    expect(value(String.raw`{"a":"\\u0000"}`)).toEqual({ a: String.raw`\u0000` });
  });

  it('drops __proto__ members, however they are written', () => {
    for (const text of ['{"__proto__":{"x":1},"a":1}', String.raw`{"\u005f_proto__":{"x":1},"a":1}`]) {
      const read = value(text) as object;
      expect(Object.keys(read)).toEqual(['a']);
      expect((Object.assign({}, read) as { x?: number }).x).toBeUndefined();
    }
  });

  it('refuses what is nested too deep, and is not fooled by brackets in strings', () => {
    expect(parseExact(nested(MAX_JSON_DEPTH)).kind).toBe('parsed');
    expect(parseExact(nested(MAX_JSON_DEPTH + 1)).kind).toBe('unreadable');
    expect(parseExact(nested(500_000)).kind).toBe('unreadable');
    expect(parseExact('['.repeat(500_000)).kind).toBe('unreadable');
    expect(value(JSON.stringify(['[{'.repeat(200), '\\"[['.repeat(200)]))).toHaveLength(2);
  });

  it('refuses what is not JSON', () => {
    for (const text of ['', '{', "{'a':1}", 'NaN', '<html>', '{"a":1}x']) {
      expect(parseExact(text).kind).toBe('unreadable');
    }
  });

  it('agrees with JSON.parse on everything that JSON.parse keeps exact', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (given) => {
        const text = JSON.stringify(given);
        fc.pre(!/\d{16}|__proto__|u0000/.test(text));
        expect(value(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(['parsed', 'unreadable']).toContain(parseExact(text).kind);
      }),
    );
  });
});

describe('decodeJson', () => {
  it('refuses bad UTF-8 rather than replacing it', () => {
    expect(decodeJson(Uint8Array.from([0x22, 0xff, 0x22]))).toEqual({
      kind: 'unreadable',
      reason: 'not valid UTF-8',
    });
  });

  it('reads text beyond ASCII', () => {
    expect(decodeJson(new TextEncoder().encode('{"a":"Ipê 漢字 ☕"}'))).toEqual({
      kind: 'parsed',
      value: { a: 'Ipê 漢字 ☕' },
    });
  });
});
