import type { Block, Template } from '../flows/flow.ts';
import { withFooterLast } from './blocks.ts';
import { renderBlock } from './render-block.ts';
import type { BlockSurroundings, RenderedBlock } from './render-block.ts';
import type { TemplateError } from './check-template.ts';
import { FRAGMENTS } from './fragments.ts';
import { renderFragment } from './render-fragment.ts';
import { renderLiquid } from './liquid.ts';
import type { LiquidResult } from './liquid.ts';
import { oneLine } from './plain-text.ts';

export type RenderedEmail =
  | {
      readonly kind: 'rendered';
      /** One line, without HTML escapes. */
      readonly subject: string;
      readonly preheader: string;
      readonly html: string;
      readonly text: string;
    }
  | { readonly kind: 'invalid'; readonly errors: readonly TemplateError[] };

export type RenderRequest = BlockSurroundings & { readonly template: Template };

/** The very mail. Either all of it or none: a text that fails makes the whole `invalid`, never half a mail. */
export const renderEmail = (request: RenderRequest): RenderedEmail => {
  const { template, variables } = request;
  const subject = renderLiquid(template.subject, 'plain', variables);
  const preheader = renderLiquid(template.preheader, 'plain', variables);
  const blocks = withFooterLast(template.blocks).map((block) => ({
    block,
    rendered: renderBlock(block, request),
  }));
  const errors = [
    ...errorsOf('subject', subject),
    ...errorsOf('preheader', preheader),
    ...blocks.flatMap(({ block, rendered }) => errorsOf(pathOf(block, template), rendered)),
  ];
  const line = subject.kind === 'rendered' ? oneLine(subject.text, LONGEST_SUBJECT) : null;
  if (errors.length > 0) return { kind: 'invalid', errors };
  if (line === null)
    return {
      kind: 'invalid',
      errors: [{ path: 'subject', message: 'the subject is empty', line: 1, column: 1 }],
    };
  const teaser = preheader.kind === 'rendered' ? (oneLine(preheader.text, LONGEST_PREHEADER) ?? '') : '';
  const parts = blocks.flatMap(({ rendered }) => (rendered.kind === 'rendered' ? [rendered] : []));
  return {
    kind: 'rendered',
    subject: line,
    preheader: teaser,
    ...assemble(request, { subject: line, preheader: teaser, parts }),
  };
};

const LONGEST_SUBJECT = 200;
const LONGEST_PREHEADER = 200;

type Assembly = {
  readonly subject: string;
  readonly preheader: string;
  readonly parts: readonly Extract<RenderedBlock, { kind: 'rendered' }>[];
};

const assemble = ({ language }: RenderRequest, { subject, preheader, parts }: Assembly) => ({
  html: [
    renderFragment(FRAGMENTS.open, { language, subject, preheader, preheader_filler: PREHEADER_FILLER }),
    ...parts.map((part) => part.html),
    FRAGMENTS.close,
  ].join(''),
  text: `${parts
    .map((part) => part.text)
    .filter((text) => text !== '')
    .join('\n\n')}\n`,
});

/** Keeps mailbox lists from continuing a short preheader with the first words of the body. */
const PREHEADER_FILLER = ' \u00a0\u200c'.repeat(60);

const errorsOf = (path: string, result: LiquidResult | RenderedBlock): readonly TemplateError[] =>
  result.kind === 'invalid' ? [{ ...result.error, path }] : [];

const pathOf = (block: Block, template: Template): string => `blocks.${template.blocks.indexOf(block)}.text`;
