import { Liquid } from 'liquidjs';
import type { LiquidOptions, Template as ParsedTemplate } from 'liquidjs';
import { escapeHtml } from './plain-text.ts';

/** Where in a text something is wrong; both count from 1. */
export type LiquidError = { readonly message: string; readonly line: number; readonly column: number };

export type LiquidResult =
  | { readonly kind: 'rendered'; readonly text: string }
  | { readonly kind: 'invalid'; readonly error: LiquidError };

/** `html`: every value is escaped once, and nothing can switch that off. `plain`: values as they are, for subjects. */
export type LiquidMode = 'html' | 'plain';

/** Renders a merchant's text. Never throws: what does not parse, loops too long or grows too large is `invalid`. */
export const renderLiquid = (text: string, mode: LiquidMode, scope: object): LiquidResult => {
  // Most texts of a mail name nothing of the cart: then they are what they are.
  if (!/\{[{%]/.test(text)) return inBounds(text);
  const liquid = mode === 'html' ? html : plain;
  try {
    const rendered: unknown = liquid.engine.renderSync(parse(liquid, text), scope, {
      templateLimit: MOST_RENDERED_NODES,
    });
    return inBounds(String(rendered));
  } catch (error) {
    return { kind: 'invalid', error: describe(error) };
  }
};

/** Far more than any mail needs; Gmail cuts at 102 KB. */
const LONGEST_OUTPUT = 500_000;

const inBounds = (text: string): LiquidResult =>
  text.length <= LONGEST_OUTPUT
    ? { kind: 'rendered', text }
    : {
        kind: 'invalid',
        error: { message: `the output is longer than ${LONGEST_OUTPUT} characters`, line: 1, column: 1 },
      };

/**
 * Limits that depend on the template alone come first; the time limit is the last resort, wide enough that a busy
 * machine never fails a good template. The engine checks it between nodes only.
 */
const MOST_RENDERED_NODES = 20_000;
const LIMITS = { parseLimit: 50_000, renderLimit: 1_000, memoryLimit: 100_000 };

/** No file, no prototype, no unknown filter. */
const SAFE: LiquidOptions = {
  ...LIMITS,
  templates: {},
  ownPropertyOnly: true,
  strictFilters: true,
  relativeReference: false,
};

const TAGS = ['if', 'unless', 'case', 'for', 'break', 'continue', 'assign', 'comment', 'raw', '#'] as const;

/** No `raw`, which would switch escaping off; nothing that reads a clock or grows text manyfold. */
const FILTERS = [
  'append prepend capitalize upcase downcase strip lstrip rstrip remove remove_first replace_first strip_html',
  'strip_newlines truncate truncatewords url_encode slice split join default size first last map where sort reverse',
  'uniq compact plus minus times divided_by modulo round floor ceil abs at_least at_most',
].flatMap((line) => line.split(' '));

const merchantEngine = (options: LiquidOptions): Liquid => {
  const engine = new Liquid({ ...SAFE, ...options });
  keepOnly(engine.tags, TAGS);
  keepOnly(engine.filters, FILTERS);
  // Values are escaped anyway; whoever learned to ask for it shall not have it twice.
  for (const name of ['escape', 'escape_once', 'h']) engine.registerFilter(name, (value: unknown) => value);
  return engine;
};

/** The engine offers no way to leave out what it brings along. */
const keepOnly = (registered: Record<string, unknown>, names: readonly string[]): void => {
  for (const name of Object.keys(registered)) if (!names.includes(name)) delete registered[name];
};

const outputEscape = (value: unknown): string => escapeHtml(asText(value));

/** What a value is in a text: lists one after the other, objects and nothing as nothing. */
export const asText = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(asText).join('');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
};

/** Parsing costs more than rendering, and a flow's texts are the same for thousands of mails. Oldest goes first. */
type Remembering = { readonly engine: Liquid; readonly parsed: Map<string, ParsedTemplate[]> };
const MOST_PARSED = 1_000;

const remembering = (engine: Liquid): Remembering => ({ engine, parsed: new Map() });

const parse = ({ engine, parsed }: Remembering, text: string): ParsedTemplate[] => {
  const known = parsed.get(text);
  if (known) return known;
  const fresh = engine.parse(text);
  const [oldest] = parsed.keys();
  if (parsed.size >= MOST_PARSED && oldest !== undefined) parsed.delete(oldest);
  parsed.set(text, fresh);
  return fresh;
};

const html = remembering(merchantEngine({ outputEscape }));
const plain = remembering(merchantEngine({ outputEscape: asText }));

/** The engine tells the place only within its message: "…, line:3, col:7". */
const describe = (error: unknown): LiquidError => {
  const text = error instanceof Error ? error.message : String(error);
  const [, line, column] = /line:(\d+), col:(\d+)/.exec(text) ?? [];
  return {
    message: text.replace(/,? ?(file:[^,]*, )?line:\d+, col:\d+.*$/s, ''),
    line: Number(line ?? 1),
    column: Number(column ?? 1),
  };
};
