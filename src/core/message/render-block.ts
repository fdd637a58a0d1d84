import type { Block } from '../flows/flow.ts';
import type { Language } from '../words/vocabulary.ts';
import { BLOCK_WORDS } from './block-words.ts';
import type { BlockWords } from './block-words.ts';
import { FRAGMENTS } from './fragments.ts';
import { renderFragment } from './render-fragment.ts';
import { renderLiquid } from './liquid.ts';
import type { LiquidError } from './liquid.ts';
import { escapeHtml } from './plain-text.ts';
import { inlineHtml, plainText, richHtml } from './rich-text.ts';
import type { LineVariables, MessageVariables } from './variables.ts';

/** How a store looks in its mails. `accent` is "#rrggbb"; null or anything else: our own dark ink. */
export type Brand = { readonly accent: string | null };

/** What every block of a mail is rendered with. */
export type BlockSurroundings = {
  readonly language: Language;
  readonly variables: MessageVariables;
  readonly brand: Brand;
};

export type RenderedBlock =
  | { readonly kind: 'rendered'; readonly html: string; readonly text: string }
  | { readonly kind: 'invalid'; readonly error: LiquidError };

/** One block as HTML and as plain text. A block with nothing to show (no coupon, no products) is empty in both. */
export const renderBlock = (
  block: Block,
  { variables, language, brand }: BlockSurroundings,
): RenderedBlock => {
  const words = BLOCK_WORDS[language];
  switch (block.type) {
    case 'logo':
      return { kind: 'rendered', html: renderFragment(FRAGMENTS.logo, variables), text: '' };
    case 'heading':
      return written(block.text, variables, (raw) => headingOf(inlineHtml(raw)));
    case 'text':
      return written(block.text, variables, (raw) => textOf(richHtml(raw)));
    case 'products':
      return { kind: 'rendered', ...productsOf(variables, words) };
    case 'coupon':
      return written(block.text ?? '', variables, (raw) => couponOf(raw, variables, words));
    case 'button':
      return written(block.text, variables, (raw) => buttonOf(inlineHtml(raw), variables, brand.accent));
    case 'divider':
      return { kind: 'rendered', html: FRAGMENTS.divider, text: '---' };
    case 'footer':
      return written(block.text ?? '', variables, (raw) => footerOf(raw, variables, words));
  }
};

type Shown = { readonly html: string; readonly text: string };
const NOTHING: Shown = { html: '', text: '' };

const written = (
  text: string,
  variables: MessageVariables,
  show: (rendered: string) => Shown,
): RenderedBlock => {
  const result = renderLiquid(text, 'html', variables);
  return result.kind === 'invalid' ? result : { kind: 'rendered', ...show(result.text) };
};

const headingOf = (content: string): Shown => ({
  html: renderFragment(FRAGMENTS.heading, { content }),
  text: plainText(content),
});

const textOf = (content: string): Shown => ({
  html: renderFragment(FRAGMENTS.text, { content }),
  text: plainText(content),
});

/** A longer list tells nobody more, and 20 products keep the mail well under the 102 KB at which Gmail cuts. */
const MOST_LINES = 20;

const productsOf = ({ cart, return_url }: MessageVariables, words: BlockWords): Shown => {
  if (cart.lines.length === 0) return NOTHING;
  const lines = cart.lines.slice(0, MOST_LINES);
  const hidden = cart.lines.length - lines.length;
  // The platform's total may count what is sold out: no sum rather than one that does not add up.
  const total = cart.lines.some((line) => line.available === false) ? null : cart.total;
  const more = hidden > 0 ? words.moreLines(hidden) : null;
  const html = renderFragment(FRAGMENTS.products, {
    lines,
    return_url,
    with_pictures: lines.some((line) => line.image_url !== null),
    more_words: more,
    total,
    words: { quantity: words.quantity, sold_out: words.soldOut, total: words.total },
  });
  return {
    html,
    text: [
      ...lines.map((line) => lineText(line, words)),
      ...(more ? [more] : []),
      ...(total ? [`${words.total}: ${total}`] : []),
    ].join('\n'),
  };
};

const lineText = (line: LineVariables, words: BlockWords): string => {
  const name = line.variant_title === null ? line.title : `${line.title} (${line.variant_title})`;
  const price = line.available === false ? words.soldOut : line.line_total;
  return `- ${line.quantity} × ${name}${price === null ? '' : `: ${price}`}`;
};

const couponOf = (raw: string, { coupon }: MessageVariables, words: BlockWords): Shown => {
  if (coupon === null || (coupon.code === null && coupon.benefit === null)) return NOTHING;
  const content = raw.trim() === '' ? escapeHtml(coupon.benefit ?? words.useCode) : inlineHtml(raw);
  const valid = coupon.expires_at === null ? null : words.validUntil(coupon.expires_at);
  const lines = [plainText(content), coupon.code, valid].filter((line) => line !== null);
  return {
    html: renderFragment(FRAGMENTS.coupon, { content, coupon, valid_words: valid }),
    text: lines.join('\n'),
  };
};

const buttonOf = (content: string, { return_url }: MessageVariables, accent: string | null): Shown => {
  const color = accent !== null && /^#[0-9a-f]{6}$/i.test(accent) ? accent : INK;
  const html = renderFragment(FRAGMENTS.button, {
    content,
    return_url,
    accent: color,
    accent_text: readableOn(color),
  });
  return { html, text: `${plainText(content)}:\n${return_url}` };
};

const INK = '#1f4d3f';

/** White or near-black, whichever stands out more (WCAG relative luminance; above 0.18 black wins). */
const readableOn = (color: string): string => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) =>
    linear(Number.parseInt(color.slice(place, place + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? '#141413' : '#ffffff';
};

const linear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

const footerOf = (raw: string, { store, unsubscribe_url }: MessageVariables, words: BlockWords): Shown => {
  const content = raw.trim() === '' ? null : richHtml(raw);
  const why = (unsubscribe_url === null ? words.whyTransactional : words.whyMarketing)(store.name);
  const legalLine = [store.legal_name, store.postal_address].filter((part) => part !== null).join(' · ');
  const html = renderFragment(FRAGMENTS.footer, {
    content,
    why,
    legal_line: legalLine === '' ? null : legalLine,
    unsubscribe_url,
    words: { unsubscribe: words.unsubscribe },
  });
  const unsubscribe = unsubscribe_url === null ? null : `${words.unsubscribe}:\n${unsubscribe_url}`;
  const lines = [
    content === null ? null : plainText(content),
    '--',
    why,
    legalLine === '' ? null : legalLine,
    unsubscribe,
  ];
  return { html, text: lines.filter((line) => line !== null).join('\n') };
};
