import { returnPathOf } from '../../core/message/return-path.ts';
import type { Template } from '../../core/flows/flow.ts';
import type { TemplateError } from '../../core/message/check-template.ts';
import { renderEmail } from '../../core/message/render.ts';
import { writeVariables } from '../../core/message/variables.ts';
import { payableUntil } from '../../core/order/payment-end.ts';
import { purposeOf, type Language } from '../../core/words/vocabulary.ts';
import type { EmailContent } from '../../ports/channel.ts';
import type { Situation } from '../../ports/store/snapshots.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { OfferShown } from '../offers/step-offer.ts';
import type { ReminderParts } from './parts.ts';

export type EmailContentRequest = {
  readonly situation: Situation;
  readonly template: Template;
  readonly language: Language;
  readonly offer: OfferShown | null;
  readonly returnUrl: string;
  readonly unsubscribeUrl: string;
  readonly messageIdHeader: string;
};

export type WrittenEmail =
  | { readonly kind: 'written'; readonly content: EmailContent }
  /** The text does not hold for this cart. */
  | { readonly kind: 'invalid'; readonly errors: readonly TemplateError[] }
  | { readonly kind: 'no_sender' };

/** A mail of the store to the shopper of a cart, whoever wrote its text. */
export const emailContent = (
  request: EmailContentRequest,
  parts: Pick<ReminderParts, 'mailFrom'>,
): WrittenEmail => {
  const { situation, language, messageIdHeader, unsubscribeUrl } = request;
  const from = senderOf(situation.store, parts);
  const { rendered } = renderedOf(request);
  if (rendered.kind === 'invalid') return rendered;
  if (from === null) return { kind: 'no_sender' };
  const content = {
    from,
    replyTo: situation.store.settings.email.replyTo,
    subject: rendered.subject,
    html: rendered.html,
    text: rendered.text,
    messageIdHeader,
    unsubscribeUrl: isMarketing(situation) ? unsubscribeUrl : null,
    returnPath: returnPathOf(situation.store.settings.email.returnPath, messageIdHeader),
    language,
  };
  return { kind: 'written', content };
};

export const renderedOf = (request: EmailContentRequest) => {
  const { template, language } = request;
  const variables = variablesOf(request);
  return { variables, rendered: renderEmail({ template, language, variables, brand: { accent: null } }) };
};

/** The store's own sender, else the operator's; null while there is none. */
export const senderOf = (
  { name, settings: { email } }: Pick<ConnectedStore, 'name' | 'settings'>,
  { mailFrom }: Pick<ReminderParts, 'mailFrom'>,
): EmailContent['from'] | null => {
  const address = email.fromAddress ?? mailFrom?.address ?? null;
  return address === null ? null : { name: email.fromName ?? name, address };
};

const isMarketing = ({ flow }: Situation): boolean => purposeOf(flow.kind) === 'marketing';

const variablesOf = ({ situation, language, offer, returnUrl, unsubscribeUrl }: EmailContentRequest) => {
  const { order, snapshot, store } = situation;
  const { email, timeZone, currency } = store.settings;
  return writeVariables({
    language,
    locale: snapshot.shopper.locale,
    country: snapshot.shopper.country,
    timeZone: snapshot.shopper.timeZone ?? timeZone,
    currency,
    contents: snapshot.cart.registers.contents?.value ?? null,
    shopper: { name: situation.shopper.name, email: snapshot.channels.email?.address ?? null },
    store: {
      name: email.fromName ?? store.name,
      url: store.url,
      logoUrl: email.logoUrl,
      legalName: email.legalName,
      postalAddress: email.postalAddress,
    },
    coupon: offer,
    order: order && {
      number: order.snapshot.number,
      total: order.snapshot.total,
      payBy: payableUntil(order.snapshot, store.settings),
    },
    returnUrl,
    unsubscribeUrl: isMarketing(situation) ? unsubscribeUrl : null,
  });
};
