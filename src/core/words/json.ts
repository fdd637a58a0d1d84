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
  if (nestsTooDeep(text)) return { kind: 'unreadable', reason: `nested deeper than ${MAX_JSON_DEPTH}` };
  try {
    const clean = text.includes(String.raw`\u0000`) ? text.replaceAll(ESCAPED_NUL, '$1') : text;
    return { kind: 'parsed', value: needsCare(clean) ? JSON.parse(clean, keepExact) : JSON.parse(clean) };
  } catch {
    return { kind: 'unreadable', reason: 'not valid JSON' };
  }
};

/** `\u0000` as JSON writes it; an even number of backslashes before it belongs to the text itself. */
const ESCAPED_NUL = /(?<!\\)((?:\\\\)*)\\u0000/g;

/** The careful way costs several times the plain one, so only text that may need it takes it. */
const needsCare = (text: string): boolean =>
  /\d{16}/.test(text) || text.includes('__proto__') || /\\u005f/i.test(text);

const keepExact = (key: string, value: unknown, context?: { readonly source?: string }): unknown => {
  if (key === '__proto__') return undefined;
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? source : value;
};

const QUOTE = 34;
const BACKSLASH = 92;

const nestsTooDeep = (text: string): boolean => {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === 91 || code === 123) depth += 1;
    else if (code === 93 || code === 125) depth -= 1;
    if (depth > MAX_JSON_DEPTH) return true;
  }
  return false;
};

/** Where the string that opens at `start` closes; the end of the text when it never does. */
const endOfString = (text: string, start: number): number => {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
};

const isEscaped = (text: string, at: number): boolean => {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
};
