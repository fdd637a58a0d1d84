import type { Block, Template } from '../flows/flow.ts';
import { renderLiquid } from './liquid.ts';
import type { LiquidError, LiquidMode } from './liquid.ts';
import { EMPTY_SAMPLE, FULL_SAMPLE } from './sample.ts';

/** What is wrong with a template, with the place in the API's body ("blocks.2.text") and in the text. */
export type TemplateError = LiquidError & { readonly path: string };

/** Everything wrong with a mail's texts; empty when it may be saved. */
export const checkEmailTemplate = (template: Template): readonly TemplateError[] => [
  ...at('subject', checkTemplate(template.subject, 'plain')),
  ...at('preheader', checkTemplate(template.preheader, 'plain')),
  ...template.blocks.flatMap((block, place) =>
    at(`blocks.${place}.text`, checkTemplate(textOf(block) ?? '')),
  ),
];

/**
 * What is wrong with one Liquid text. It is rendered for a full cart and for an empty one, so that a loop that would
 * not end, or text that grows without bound, is found before it is saved rather than when it is due.
 */
export const checkTemplate = (text: string, mode: LiquidMode = 'html'): readonly LiquidError[] => {
  for (const sample of [FULL_SAMPLE, EMPTY_SAMPLE]) {
    const result = renderLiquid(text, mode, sample);
    if (result.kind === 'invalid') return [result.error];
  }
  return [];
};

const textOf = (block: Block): string | undefined => ('text' in block ? block.text : undefined);

const at = (path: string, errors: readonly LiquidError[]): readonly TemplateError[] =>
  errors.map((error) => ({ ...error, path }));
