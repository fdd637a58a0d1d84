import type { Template } from '../../core/flows/flow.ts';
import { blocksOfBody } from '../../core/message/blocks.ts';
import { languageOf } from '../../core/words/locale.ts';
import type { Language } from '../../core/words/vocabulary.ts';
import type { HandWritten } from '../../ports/store/hand-written.ts';
import type { Situation } from '../../ports/store/snapshots.ts';
import type { OfferShown } from '../offers/step-offer.ts';
import { emailContent, type WrittenEmail } from '../reminders/email-content.ts';
import type { ReminderParts } from '../reminders/parts.ts';

export type ByHandMail = {
  readonly situation: Situation;
  readonly written: Pick<HandWritten, 'subject' | 'text'>;
  readonly offer: OfferShown | null;
  readonly returnUrl: string;
  readonly unsubscribeUrl: string;
  readonly messageIdHeader: string;
};

/** What a person wrote, between logo, products, coupon, button and footer in the shopper's language. */
export const byHandMail = (
  { written, situation, ...links }: ByHandMail,
  parts: Pick<ReminderParts, 'mailFrom'>,
): WrittenEmail => {
  const language = byHandLanguage(situation);
  const template: Template = {
    subject: written.subject,
    preheader: '',
    blocks: blocksOfBody(written.text, language),
  };
  const mail = emailContent({ situation, template, language, ...links }, parts);
  if (mail.kind !== 'invalid') return mail;
  // The text stands in a block of ours; whoever wrote it knows it as `text`.
  return {
    ...mail,
    errors: mail.errors.map((error) => (error.path === 'subject' ? error : { ...error, path: 'text' })),
  };
};

/** People write in whatever language they like; what stands around their words is in the shopper's. */
export const byHandLanguage = ({ snapshot: { shopper, store } }: Situation): Language =>
  languageOf(shopper.locale) ??
  languageOf(store.settings.locale) ??
  languageOf(store.settings.fallbackLocale) ??
  'en';
