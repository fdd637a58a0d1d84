import { defaultTemplate } from '../../core/message/default-template.ts';
import { renderEmail } from '../../core/message/render.ts';
import { writeVariables } from '../../core/message/variables.ts';
import type { Step, Template } from '../../core/flows/flow.ts';
import { languageOf } from '../../core/words/locale.ts';
import { purposeOf, type Language } from '../../core/words/vocabulary.ts';
import type { EmailContent } from '../../ports/channel.ts';
import type { Situation } from '../../ports/store/snapshots.ts';
import type { ReminderParts } from './parts.ts';

export type ComposeRequest = {
  readonly situation: Situation;
  readonly step: Step;
  readonly place: number;
  /** A key of the step's templates, or a language of ours. */
  readonly language: string;
  readonly returnUrl: string;
  readonly unsubscribeUrl: string;
  readonly messageIdHeader: string;
};

/** The very mail, or null where the merchant's text does not hold for this cart. */
export const composeEmail = (
  request: ComposeRequest,
  { mailFrom }: Pick<ReminderParts, 'mailFrom'>,
): EmailContent | null => {
  const { situation, messageIdHeader, unsubscribeUrl } = request;
  const { email } = situation.store.settings;
  const language = languageOf(request.language) ?? 'en';
  const address = email.fromAddress ?? mailFrom?.address ?? null;
  const rendered = renderEmail({
    template: templateOf(request, language),
    language,
    variables: variablesOf(request, language),
    brand: { accent: null },
  });
  if (rendered.kind === 'invalid' || address === null) return null;
  return {
    from: { name: email.fromName ?? situation.store.name, address },
    replyTo: email.replyTo,
    subject: rendered.subject,
    html: rendered.html,
    text: rendered.text,
    messageIdHeader,
    unsubscribeUrl: isMarketing(situation) ? unsubscribeUrl : null,
    returnPath: null,
    language,
  };
};

const templateOf = ({ situation, step, place, language }: ComposeRequest, ours: Language): Template =>
  step.templates[language] ?? defaultTemplate(situation.flow.kind, place, ours);

const isMarketing = ({ flow }: Situation): boolean => purposeOf(flow.kind) === 'marketing';

const variablesOf = (request: ComposeRequest, language: Language) => {
  const { situation, step, returnUrl } = request;
  const { cart, snapshot, store } = situation;
  const { email, timeZone, currency } = store.settings;
  return writeVariables({
    language,
    locale: snapshot.shopper.locale,
    country: snapshot.shopper.country,
    timeZone: snapshot.shopper.timeZone ?? timeZone,
    currency,
    contents: cart.registers.contents?.value ?? null,
    shopper: { name: situation.shopper.name, email: snapshot.channels.email?.address ?? null },
    store: {
      name: email.fromName ?? store.name,
      url: store.url,
      logoUrl: email.logoUrl,
      legalName: email.legalName,
      postalAddress: email.postalAddress,
    },
    coupon: step.offer === null ? null : { code: step.offer.code, offer: step.offer, expiresAt: null },
    order: null,
    returnUrl,
    unsubscribeUrl: isMarketing(situation) ? request.unsubscribeUrl : null,
  });
};
