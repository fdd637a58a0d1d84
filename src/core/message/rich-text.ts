import { convert } from 'html-to-text';
import { safeHref } from './safe-url.ts';
import { escapeHtml } from './plain-text.ts';

/**
 * A merchant's text after Liquid (values are escaped by then), as safe HTML: the tags of simple writing stay, every
 * other `<` becomes text, links lead to http(s), mail or telephone only, and what was opened is closed. Without
 * paragraphs of its own, an empty line starts a new one and a line break stays one.
 */
export const richHtml = (text: string): string => {
  const cleaned = cleanTags(text.trim().replaceAll(/&(?!#?\w{1,10};)/g, '&amp;'));
  if (BLOCK_TAG.test(cleaned)) return cleaned;
  const paragraphs = cleaned.split(/(?:\r?\n[ \t]*){2,}/).map(withBreaks);
  return `<p style="margin:0">${paragraphs.join(NEXT_PARAGRAPH)}</p>`;
};

const NEXT_PARAGRAPH = '</p><p style="margin:14px 0 0">';

/** The same on one line, for headings and buttons. */
export const inlineHtml = (text: string): string =>
  withBreaks(cleanTags(text.trim().replaceAll(/&(?!#?\w{1,10};)/g, '&amp;')));

/** The words of such HTML. Most texts hold no tags but ours, and need no parser. */
export const plainText = (html: string): string => {
  const simple = html
    .replaceAll(NEXT_PARAGRAPH, '\n\n')
    .replaceAll(/<br>|<\/?p[^>]*>/g, (tag) => (tag === '<br>' ? '\n' : ''));
  if (!simple.includes('<')) return unescapeHtml(simple);
  return convert(html, {
    wordwrap: false,
    selectors: [{ selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } }],
  });
};

const TAG = /<(\/?)([a-z][a-z0-9]{0,9})(\s[^<>]*)?\/?>|[<>]/gi;
const BLOCK_TAG = /<(p|ul|ol)[ >]/;
const INLINE_TAGS = ['a', 'b', 'strong', 'i', 'em', 'u', 's', 'p', 'ul', 'ol', 'li'];

const cleanTags = (text: string): string => {
  const open: string[] = [];
  const cleaned = text.replaceAll(
    TAG,
    (whole: string, ...[slash, rawName, attributes]: (string | undefined)[]) => {
      const name = rawName?.toLowerCase() ?? '';
      if (name === 'br') return '<br>';
      if (!INLINE_TAGS.includes(name)) return escapeHtml(whole);
      return slash === '/' ? closeTag(name, open) : openTag(name, attributes ?? '', open);
    },
  );
  return (
    cleaned +
    open
      .toReversed()
      .map((name) => `</${name}>`)
      .join('')
  );
};

const openTag = (name: string, attributes: string, open: string[]): string => {
  open.push(name);
  if (name !== 'a') return `<${name}>`;
  const [, double, single] = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes) ?? [];
  const href = safeHref(unescapeHtml(double ?? single ?? ''));
  return href === null ? '<a>' : `<a href="${escapeHtml(href)}">`;
};

/** Closes what was opened inside as well; a closing tag without its opening one says nothing. */
const closeTag = (name: string, open: string[]): string => {
  const place = open.lastIndexOf(name);
  if (place === -1) return '';
  return open
    .splice(place)
    .toReversed()
    .map((inner) => `</${inner}>`)
    .join('');
};

const withBreaks = (text: string): string => text.replaceAll(/\r?\n/g, '<br>');

const unescapeHtml = (text: string): string =>
  text.replaceAll(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => CHARACTERS[entity] ?? entity);

const CHARACTERS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': '\u00a0',
};
