import type { Block } from '../../api/flows.ts';

/** The blocks a merchant may add; the footer is always there. */
export const BLOCK_TYPES = ['heading', 'text', 'products', 'button', 'coupon', 'divider', 'logo'] as const;
type Addable = (typeof BLOCK_TYPES)[number];

type WithText = Extract<Block, { text?: unknown }>;

export const newBlock = (type: Addable): Block => {
  switch (type) {
    case 'heading':
    case 'text':
    case 'button':
      return { type, text: '' };
    case 'products':
    case 'coupon':
    case 'divider':
    case 'logo':
      return { type };
  }
};

export const mayHaveText = (block: Block): block is WithText =>
  ['heading', 'text', 'button', 'coupon', 'footer'].includes(block.type);

/** An optional text that was emptied is left out: the built-in one speaks then. */
export const withText = (block: WithText, text: string): Block =>
  (block.type === 'coupon' || block.type === 'footer') && text === ''
    ? { type: block.type }
    : { ...block, text };

export const moveBlock = (blocks: readonly Block[], place: number, by: -1 | 1): readonly Block[] => {
  const moved = blocks[place];
  const other = blocks[place + by];
  if (moved === undefined || other === undefined) return blocks;
  return blocks.map((block, at) => (at === place ? other : at === place + by ? moved : block));
};
