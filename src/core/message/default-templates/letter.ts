import type { Block, Template } from '../../flows/flow.ts';
import type { FlowKind } from '../../words/vocabulary.ts';

/** Built-in texts of one language, by flow and step. */
export type DefaultTemplates = Readonly<Record<FlowKind, readonly [Template, ...Template[]]>>;

export type LetterWords = {
  readonly subject: string;
  readonly preheader: string;
  readonly heading: string;
  readonly opening: string;
  readonly button: string;
  readonly closing?: string;
};

/** A reminder: greeting, what was chosen, an offer if the step has one, the way back. */
export const reminder = (words: LetterWords): Template =>
  letter(words, [{ type: 'products' }, { type: 'coupon' }]);

/** About a placed order: the same without any offer, since a transactional message must not advertise. */
export const paymentLetter = (words: LetterWords): Template => letter(words, [{ type: 'products' }]);

const letter = (words: LetterWords, middle: readonly Block[]): Template => ({
  subject: words.subject,
  preheader: words.preheader,
  blocks: [
    { type: 'logo' },
    { type: 'heading', text: words.heading },
    { type: 'text', text: words.opening },
    ...middle,
    { type: 'button', text: words.button },
    ...(words.closing === undefined ? [] : [{ type: 'text', text: words.closing } as const]),
    { type: 'footer' },
  ],
});
