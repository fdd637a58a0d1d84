/** JSON from outside, read without losing a digit of an id and without anything that could hurt us later. */
export type ParsedJson =
  | { readonly kind: 'parsed'; readonly value: unknown }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Deeper nesting than this breaks whatever walks the value recursively. No platform comes near it. */
export const MAX_JSON_DEPTH = 64;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads the raw bytes of a JSON body; bad UTF-8 is refused rather than replaced. Never throws. */
export const decodeJson = (bytes: Uint8Array): ParsedJson => {
  try {
    return parseExact(utf8.decode(bytes));
  } catch {
    return { kind: 'unreadable', reason: 'not valid UTF-8' };
  }
};

/**
 * Plain `JSON.parse`, except: whole numbers that a double cannot hold come as strings of their exact digits, NUL
 * characters are dropped (SQLite keeps them, PostgreSQL refuses them), `__proto__` members are dropped, and text
 * nested deeper than `MAX_JSON_DEPTH` is refused. Never throws.
 */
export const parseExact = (text: string): ParsedJson => {
  try {
    const clean = text.includes(String.raw`\u0000`) ? text.replaceAll(ESCAPED_NUL, '$1') : text;
    const value: unknown = needsCare(clean) ? JSON.parse(clean, keepExact) : JSON.parse(clean);
    return isDeeperThan(value, MAX_JSON_DEPTH) ? TOO_DEEP : { kind: 'parsed', value };
  } catch (error) {
    // The careful way is recursive, so text nested without end exhausts the stack.
    return error instanceof RangeError ? TOO_DEEP : { kind: 'unreadable', reason: 'not valid JSON' };
  }
};

const TOO_DEEP: ParsedJson = { kind: 'unreadable', reason: `nested deeper than ${MAX_JSON_DEPTH}` };

/** `\u0000` as JSON writes it; an even number of backslashes before it belongs to the text itself. */
const ESCAPED_NUL = /(?<!\\)((?:\\\\)*)\\u0000/g;

/** The careful way costs several times the plain one, so only text that may need it takes it. */
const needsCare = (text: string): boolean =>
  holdsLongNumber(text) ||
  text.includes('__proto__') ||
  ESCAPED_UNDERSCORES.some((one) => text.includes(one));

/** Looked for as text: many times faster than a pattern without regard to case. */
const ESCAPED_UNDERSCORES = [String.raw`\u005f`, String.raw`\u005F`];

/**
 * Sixteen digits in a row cover a sixteenth place: looking at those alone is ten times faster than a pattern. Digits
 * that begin a text, such as an id in quotes, are no number.
 */
const holdsLongNumber = (text: string): boolean => {
  for (let at = LONG - 1; at < text.length; at += LONG) {
    if (!isDigit(text, at)) continue;
    let start = at;
    let end = at + 1;
    while (isDigit(text, start - 1)) start -= 1;
    while (isDigit(text, end)) end += 1;
    if (end - start >= LONG && text[start - 1] !== '"') return true;
  }
  return false;
};

/** A double holds every whole number of fifteen digits. */
const LONG = 16;

const isDigit = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
};

const keepExact = (key: string, value: unknown, context?: { readonly source?: string }): unknown => {
  if (key === '__proto__') return undefined;
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? source : value;
};

/** Stops at the limit, so it is safe on what nests half a million levels. */
const isDeeperThan = (value: unknown, levels: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((entry) => isDeeperThan(entry, levels - 1));
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    if (typeof member === 'object' && isDeeperThan(member, levels - 1)) return true;
  }
  return false;
};
