import type { Block } from '../flows/flow.ts';
import type { Language } from '../words/vocabulary.ts';
import { BLOCK_WORDS, type BlockWords } from './block-words.ts';

/** The shorthand `body`: one text between logo, products, button and footer. */
export const blocksOfBody = (body: string, language: Language): readonly Block[] => [
  { type: 'logo' },
  { type: 'text', text: body },
  { type: 'products' },
  { type: 'coupon' },
  { type: 'button', text: wayBack(BLOCK_WORDS[language]) },
  { type: 'footer' },
];

/** A campaign or a reactivation may reach somebody who has no cart. */
const wayBack = ({ backToCart, toShop }: BlockWords): string =>
  `{% if cart.item_count > 0 %}${backToCart}{% else %}${toShop}{% endif %}`;

/**
 * The blocks as they are sent: exactly one footer, at the end, whatever was asked for, since legal name, address and
 * unsubscribe link cannot be removed. The text of the first footer is kept.
 */
export const withFooterLast = (blocks: readonly Block[]): readonly Block[] => [
  ...blocks.filter((block) => block.type !== 'footer'),
  blocks.find((block) => block.type === 'footer') ?? { type: 'footer' },
];
