import type { z } from 'zod';
import type { Flow, Offer, Step, Template } from '../../../core/flows/flow.ts';
import { defaultTemplate } from '../../../core/message/default-template.ts';
import { renderEmail } from '../../../core/message/render.ts';
import { sampleCart } from '../../../core/message/sample-cart.ts';
import {
  writeVariables,
  type MessageVariables,
  type VariableFacts,
} from '../../../core/message/variables.ts';
import { languageOf, lookUpLanguage } from '../../../core/words/locale.ts';
import type { Language } from '../../../core/words/vocabulary.ts';
import { purposeOf } from '../../../core/words/vocabulary.ts';
import type { CartView } from '../../../ports/store/cart-views.ts';
import type { ConnectedStore } from '../../../ports/store/stores.ts';
import type { PREVIEW } from '../../contract/flows.ts';
import { invalidInput, problem } from '../../problem.ts';
import { done, refuse, type Reply } from '../bind.ts';

export type PreviewRequest = {
  readonly store: ConnectedStore;
  readonly flow: Flow;
  /** An id or a 0-based place. */
  readonly step: string | number;
  readonly locale: string | undefined;
  /** In place of the step's own text. */
  readonly draft: Template | null;
  /** Null: a sample. */
  readonly cart: CartView | null;
  readonly now: Date;
  readonly links: { readonly returnUrl: string; readonly unsubscribeUrl: string };
};

export const stepAt = ({ steps }: Flow, step: string | number): { step: Step; place: number } | null => {
  const byId = steps.findIndex(({ id }) => id === step);
  const place = byId === -1 && /^\d{1,3}$/.test(String(step)) ? Number(step) : byId;
  const found = steps[place];
  return found === undefined ? null : { step: found, place };
};

/** The mail as it would be sent, by the very same functions. */
export const previewMail = (request: PreviewRequest): Reply<z.input<typeof PREVIEW>> => {
  const found = stepAt(request.flow, request.step);
  if (found === null)
    return refuse(invalidInput(422, [{ path: 'step', message: 'is no step of this flow' }]));
  const chosen = templateFor(request, found);
  if (chosen === null) return refuse(problem(409, 'template_missing', 'There is no text in this language.'));
  const rendered = renderEmail({
    template: chosen.template,
    language: chosen.language,
    variables: variablesFor(request, chosen.language, found.step),
    brand: { accent: null },
  });
  if (rendered.kind === 'invalid') return refuse(invalidInput(422, rendered.errors));
  const { subject, preheader, html, text } = rendered;
  const { template } = chosen;
  return done({
    subject,
    preheader,
    html,
    text,
    template: { ...template, blocks: template.blocks.map((block) => ({ ...block })) },
  });
};

type Chosen = { readonly template: Template; readonly language: Language };

/** The draft, the step's own text in that language, or the built-in one; null where there is none. */
const templateFor = (
  { store, flow, locale, draft, cart }: PreviewRequest,
  { step, place }: { readonly step: Step; readonly place: number },
): Chosen | null => {
  const wanted = locale ?? cart?.locale ?? store.settings.locale;
  const own = lookUpLanguage(wanted, Object.keys(step.templates));
  const language = languageOf(wanted) ?? languageOf(store.settings.fallbackLocale);
  if (draft !== null) return { template: draft, language: language ?? 'en' };
  const template = own === null ? undefined : step.templates[own];
  if (template !== undefined) return { template, language: language ?? 'en' };
  return language === null ? null : { template: defaultTemplate(flow.kind, place, language), language };
};

const variablesFor = (request: PreviewRequest, language: Language, { offer }: Step): MessageVariables => {
  const { store, flow, cart, links } = request;
  return writeVariables({
    language,
    ...readingPlace(request),
    currency: store.settings.currency,
    ...(cart === null ? sampleOf(request, language) : factsOf(cart)),
    store: { name: store.name, url: store.url, ...store.settings.email },
    coupon: purposeOf(flow.kind) === 'marketing' ? sampleCoupon(offer, request.now) : null,
    returnUrl: links.returnUrl,
    unsubscribeUrl: purposeOf(flow.kind) === 'marketing' ? links.unsubscribeUrl : null,
  });
};

type Shown = Pick<VariableFacts, 'contents' | 'shopper' | 'order'>;

const factsOf = ({ contents, name, email, order }: CartView): Shown => ({
  contents,
  shopper: { name, email },
  order: order && { number: order.number, total: order.total, payBy: null },
});

/** A made-up cart and order, in this store's name and currency. */
const sampleOf = ({ store, now }: PreviewRequest, language: Language): Shown => {
  const contents = sampleCart(language, store.settings.currency);
  const payBy = new Date(now.getTime() + 2 * 86_400_000);
  return {
    contents,
    shopper: { name: 'Ana Souza', email: 'ana@example.com' },
    order: contents.total && { number: '1001', total: contents.total, payBy },
  };
};

/** A code that is made for each shopper stands as a sample, with the end that one made now would have. */
const sampleCoupon = (offer: Offer | null, now: Date) => {
  if (offer === null) return null;
  if (offer.type === 'text' || offer.type === 'code') return { offer, code: offer.code, expiresAt: null };
  const expiresAt = offer.validForMs === null ? null : new Date(now.getTime() + offer.validForMs);
  return { offer, code: SAMPLE_CODE, expiresAt };
};

const SAMPLE_CODE = '7K3M9P2QXA';

/** How money and dates are written: as the shopper's country does, else as the store's. */
const readingPlace = ({ store: { settings }, cart, locale }: PreviewRequest) => ({
  locale: cart?.locale ?? locale ?? settings.locale,
  country: cart?.country ?? settings.country,
  timeZone: settings.timeZone,
});
