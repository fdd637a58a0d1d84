import { defaultTemplate } from '../../core/message/default-template.ts';
import type { Step, Template } from '../../core/flows/flow.ts';
import { languageOf } from '../../core/words/locale.ts';
import type { Language } from '../../core/words/vocabulary.ts';
import type { EmailContent } from '../../ports/channel.ts';
import { emailContent, renderedOf, type EmailContentRequest } from './email-content.ts';
import type { ReminderParts } from './parts.ts';

export type ComposeRequest = Omit<EmailContentRequest, 'template' | 'language'> & {
  readonly step: Step;
  readonly place: number;
  /** A key of the step's templates, or a language of ours. */
  readonly language: string;
};

/** The very mail, or null where the merchant's text does not hold for this cart. */
export const composeEmail = (
  request: ComposeRequest,
  parts: Pick<ReminderParts, 'mailFrom'>,
): EmailContent | null => {
  const language = languageOf(request.language) ?? 'en';
  const template = templateOf(request, language);
  const written = emailContent({ ...request, template, language }, parts);
  return written.kind === 'written' ? written.content : null;
};

/** The texts alone, for channels that need no sender. */
export const composeRendered = (request: ComposeRequest) => {
  const language = languageOf(request.language) ?? 'en';
  return { ...renderedOf({ ...request, template: templateOf(request, language), language }), language };
};

const templateOf = ({ situation, step, place, language }: ComposeRequest, ours: Language): Template =>
  step.templates[language] ??
  step.templates[ours] ??
  defaultTemplate(situation.flow.kind === 'campaign' ? 'reactivation' : situation.flow.kind, place, ours);
