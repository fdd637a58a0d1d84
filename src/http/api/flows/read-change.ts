import type { z } from 'zod';
import type { FlowChange, StepChange } from '../../../core/flows/flow-changes.ts';
import type { Offer, StepConditions, Template, WhatsAppTemplate } from '../../../core/flows/flow.ts';
import { blocksOfBody } from '../../../core/message/blocks.ts';
import { checkEmailTemplate, checkTemplate } from '../../../core/message/check-template.ts';
import { parseDuration } from '../../../core/words/duration.ts';
import type { StepId } from '../../../core/words/ids.ts';
import { languageOf, normaliseLocale } from '../../../core/words/locale.ts';
import { parseMoney, type Money } from '../../../core/words/money.ts';
import type {
  FLOW_FILTERS,
  FLOW_INPUT,
  OFFER,
  STEP_CONDITIONS,
  STEP_INPUT,
  TEMPLATE_INPUT,
  WHATSAPP_TEMPLATE,
} from '../../contract/flows.ts';
import type { ProblemError } from '../../problem.ts';

type FlowInput = z.infer<typeof FLOW_INPUT>;
type StepInput = z.infer<typeof STEP_INPUT>;

/** A flow's change as the core takes it. What was left out stays left out. */
export const toFlowChange = (input: FlowInput): FlowChange => ({
  ...(input.enabled === undefined ? {} : { enabled: input.enabled }),
  ...(input.holdoutPercent === undefined ? {} : { holdoutPercent: input.holdoutPercent }),
  ...(input.quietHours === undefined ? {} : { quietHours: input.quietHours }),
  ...(input.filters === undefined ? {} : { filters: toFilters(input.filters) }),
  ...(input.steps === undefined ? {} : { steps: input.steps.map(toStepChange) }),
});

const toStepChange = (input: StepInput): StepChange => ({
  ...(input.id === undefined ? {} : { id: input.id as StepId }),
  ...toTiming(input),
  ...(input.channels === undefined ? {} : { channels: input.channels }),
  ...(input.shelfLife === undefined ? {} : { shelfLifeMs: durationOrNull(input.shelfLife) }),
  ...(input.templates === undefined ? {} : { templates: toTemplates(input.templates) }),
  ...(input.whatsappTemplate === undefined ? {} : { whatsappTemplate: toWhatsApp(input.whatsappTemplate) }),
  ...(input.offer === undefined ? {} : { offer: input.offer === null ? null : toOffer(input.offer) }),
  ...(input.conditions === undefined ? {} : { conditions: toConditions(input.conditions) }),
});

const toTiming = ({ delay, before }: StepInput): Pick<StepChange, 'timing'> => {
  if (delay !== undefined) return { timing: { kind: 'after', delayMs: parseDuration(delay) ?? 0 } };
  return before === undefined ? {} : { timing: { kind: 'before', leadMs: parseDuration(before) ?? 0 } };
};

const durationOrNull = (text: string | null | undefined): number | null =>
  text === null || text === undefined ? null : parseDuration(text);

const toTemplates = (
  given: Readonly<Record<string, z.infer<typeof TEMPLATE_INPUT>>>,
): Record<string, Template> =>
  Object.fromEntries(
    Object.entries(given).map(([locale, template]) => [
      normaliseLocale(locale) ?? locale,
      toTemplate(template, locale),
    ]),
  );

export const toTemplate = (given: z.infer<typeof TEMPLATE_INPUT>, locale: string): Template => ({
  subject: given.subject,
  preheader: given.preheader,
  blocks: given.blocks ?? blocksOfBody(given.body ?? '', languageOf(locale) ?? 'en'),
});

const toWhatsApp = (given: z.infer<typeof WHATSAPP_TEMPLATE> | null): WhatsAppTemplate | null =>
  given === null
    ? null
    : { ...given, language: given.language ?? null, headerImage: given.headerImage ?? null };

export const toOffer = (given: z.infer<typeof OFFER>): Offer => ({
  type: given.type,
  value: given.value ?? null,
  text: given.text ?? null,
  code: given.code ?? null,
  minimumTotal: toMoney(given.minimumTotal),
  validForMs: durationOrNull(given.validFor),
});

const toConditions = (given: z.infer<typeof STEP_CONDITIONS> | null): StepConditions | null => {
  if (given === null) return null;
  const conditions = {
    minimumTotal: toMoney(given.minimumTotal),
    maximumTotal: toMoney(given.maximumTotal),
    countries: given.countries?.map((country) => country.toUpperCase()) ?? null,
    languages: given.languages ?? null,
    shopper: given.shopper ?? null,
    products: given.products ?? null,
    tags: given.tags ?? null,
  };
  return Object.values(conditions).every((one) => one === null) ? null : conditions;
};

const toFilters = (given: z.infer<typeof FLOW_FILTERS>): FlowChange['filters'] => ({
  ...given,
  minimumTotal: given.minimumTotal === undefined ? undefined : toMoney(given.minimumTotal),
  countries: given.countries?.map((country) => country.toUpperCase()) ?? given.countries,
});

const toMoney = (given: { amount: string; currency: string } | null | undefined): Money | null => {
  const parsed = given ? parseMoney(given.amount, given.currency) : null;
  return parsed?.valid === true ? parsed.money : null;
};

/** Texts that do not parse or do not end, each with its place in the body and in the text. */
export const templateErrors = ({ steps = [] }: FlowInput): readonly ProblemError[] =>
  steps.flatMap((step, place) => [
    ...Object.entries(step.templates ?? {}).flatMap(([locale, template]) =>
      draftErrors(template, locale).map((error) => ({
        ...error,
        path: `steps.${place}.templates.${locale}.${error.path}`,
      })),
    ),
    ...whatsappErrors(step).map((error) => ({ ...error, path: `steps.${place}.${error.path}` })),
  ]);

/** The shorthand's errors are told of `body`, which the caller wrote, not of the block made from it. */
export const draftErrors = (
  template: z.infer<typeof TEMPLATE_INPUT>,
  locale: string,
): readonly ProblemError[] =>
  checkEmailTemplate(toTemplate(template, locale)).map((error) => ({
    ...error,
    path: template.body === undefined ? error.path : error.path.replace(/^blocks\.\d+\.text$/, 'body'),
  }));

const whatsappErrors = ({ whatsappTemplate }: StepInput): readonly ProblemError[] =>
  (whatsappTemplate?.parameters ?? []).flatMap((text, place) =>
    checkTemplate(text, 'plain').map((error) => ({ ...error, path: `whatsappTemplate.parameters.${place}` })),
  );
