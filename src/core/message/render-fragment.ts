import { asText } from './liquid.ts';
import { escapeHtml } from './plain-text.ts';

/**
 * Renders one of our own fragments, which are written in the little of Liquid that they need: `{{ name }}`, escaped,
 * `{{ name | raw }}` for what was cleaned before, `if`, `elsif`, `else` and `for`. The engine that renders merchants'
 * texts takes twenty times as long for it, most of the time of a mail; a test compares the two.
 */
export const renderFragment = (fragment: string, scope: object): string => {
  const known = compiled.get(fragment);
  if (known !== undefined) return known(scope);
  const fresh = compileFragment(fragment);
  compiled.set(fragment, fresh);
  return fresh(scope);
};

/** As many as there are fragments. */
const compiled = new Map<string, Part>();

type Part = (scope: object) => string;

const compileFragment = (fragment: string): Part => {
  const tokens = fragment.split(/(\{\{.*?\}\}|\{%.*?%\})/);
  const whole = readParts(tokens);
  if (tokens.length > 0) throw new Error(`{% ${tagOf(tokens[0]) ?? ''} %} ends nothing.`);
  return whole;
};

/** Takes tokens up to a tag that ends what they stand in, and leaves that one. */
const readParts = (tokens: string[]): Part => {
  const parts: Part[] = [];
  while (tokens.length > 0 && !/^(elsif|else|endif|endfor)\b/.test(tagOf(tokens[0]) ?? ''))
    parts.push(readPart(tokens.shift() ?? '', tokens));
  return (scope) => {
    let text = '';
    for (const part of parts) text += part(scope);
    return text;
  };
};

const readPart = (token: string, tokens: string[]): Part => {
  const [, path, filter] = /^\{\{ ([\w.]+)(?: \| (raw))? \}\}$/.exec(token) ?? [];
  if (path !== undefined) {
    const value = valueOf(path);
    return filter === 'raw' ? (scope) => asText(value(scope)) : (scope) => escapeHtml(asText(value(scope)));
  }
  const tag = tagOf(token);
  if (tag === null) return () => token;
  const [, condition] = /^if (.+)$/.exec(tag) ?? [];
  if (condition !== undefined) return readIf(condition, tokens);
  const [, name, list] = /^for (\w+) in ([\w.]+)$/.exec(tag) ?? [];
  if (name === undefined || list === undefined) throw new Error(`Fragments know no {% ${tag} %}.`);
  return readFor(name, list, tokens);
};

const tagOf = (token: string | undefined): string | null => /^\{% (.*) %\}$/.exec(token ?? '')?.[1] ?? null;

const readIf = (condition: string, tokens: string[]): Part => {
  const holds = conditionOf(condition);
  const then = readParts(tokens);
  const otherwise = readElse(tokens);
  return (scope) => (holds(scope) ? then(scope) : otherwise(scope));
};

const readElse = (tokens: string[]): Part => {
  const tag = tagOf(tokens.shift());
  if (tag === 'endif') return () => '';
  const [, condition] = /^elsif (.+)$/.exec(tag ?? '') ?? [];
  if (condition !== undefined) return readIf(condition, tokens);
  const otherwise = readParts(tokens);
  if (tag !== 'else' || tagOf(tokens.shift()) !== 'endif') throw new Error('An {% if %} has no end.');
  return otherwise;
};

const readFor = (name: string, list: string, tokens: string[]): Part => {
  const values = valueOf(list);
  const each = readParts(tokens);
  if (tagOf(tokens.shift()) !== 'endfor') throw new Error('A {% for %} has no end.');
  return (scope) => {
    const items = values(scope);
    return Array.isArray(items) ? items.map((item) => each({ ...scope, [name]: item })).join('') : '';
  };
};

/** Everything but false and nothing holds, as in Liquid. */
const conditionOf = (condition: string): ((scope: object) => boolean) => {
  const [, path, literal] = /^([\w.]+)(?: == (true|false|\d+))?$/.exec(condition) ?? [];
  if (path === undefined) throw new Error(`Fragments know no condition ${condition}.`);
  const value = valueOf(path);
  if (literal !== undefined) return (scope) => value(scope) === JSON.parse(literal);
  return (scope) => ![false, null, undefined].includes(value(scope) as null);
};

/** Own members only. */
const valueOf = (path: string): ((scope: object) => unknown) => {
  const names = path.split('.');
  return (scope) => {
    let value: unknown = scope;
    for (const name of names) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
      value = (value as Readonly<Record<string, unknown>>)[name];
    }
    return value;
  };
};
