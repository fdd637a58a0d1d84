const nested = (levels: number): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
};

const HOSTILE: readonly unknown[] = [
  nested(20_000),
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Infinity,
  '',
  ' ',
  'x'.repeat(300_000),
  '\uD800',
  '__proto__',
  '{{7*7}}',
  '1.234,56',
  '-0',
  'NaN',
  '0000-00-00 00:00:00',
  '2099-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  'javascript:alert(1)',
  [],
  [null],
  {},
  { a: { b: {} } },
  [[]],
  JSON.parse('{"__proto__":{"polluted":1},"constructor":{}}') as unknown,
  '820982911946154508',
];

/** The body with each of its fields in turn replaced by each hostile value, and with each left out. */
export function* spoiltVariants(body: unknown): Generator {
  for (const path of pathsOf(body)) {
    for (const value of HOSTILE) yield withAt(body, path, value);
    yield withAt(body, path, undefined);
  }
}

type Path = readonly (string | number)[];

const pathsOf = (value: unknown, at: Path = []): Path[] => {
  if (typeof value !== 'object' || value === null) return at.length === 0 ? [] : [at];
  const inside = Array.isArray(value)
    ? value.slice(0, 1).flatMap((entry, index) => pathsOf(entry, [...at, index]))
    : Object.entries(value).flatMap(([key, entry]) => pathsOf(entry, [...at, key]));
  return at.length === 0 ? inside : [at, ...inside];
};

const withAt = (value: unknown, [key, ...rest]: Path, replacement: unknown): unknown => {
  if (key === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.map((entry, index) =>
      index === key ? withAt(entry, rest, replacement) : (entry as unknown),
    );
  }
  const object = value as Record<string, unknown>;
  return { ...object, [key]: withAt(object[key], rest, replacement) };
};

/** The body with every list of objects grown to this many. */
export const withLists = (value: unknown, length: number): unknown => {
  if (Array.isArray(value) && typeof value[0] === 'object') {
    return Array.from({ length }, () => value[0] as unknown);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withLists(entry, length)]));
};
