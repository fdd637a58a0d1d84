import { z } from 'zod';
import { CHANNELS, FLOW_KINDS } from '../../core/words/vocabulary.ts';
import { endpoint } from './endpoint.ts';
import { ADDRESS } from './settings.ts';
import { COUNTRY, DURATION, ID, INSTANT_OR_DATE, LOCALE, MONEY } from './values.ts';

const TEXT = z.string().max(20_000);
const SHORT_TEXT = z.string().max(1_000);

export const BLOCK = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('logo') }),
    z.strictObject({ type: z.literal('heading'), text: SHORT_TEXT }),
    z.strictObject({ type: z.literal('text'), text: TEXT }),
    z.strictObject({ type: z.literal('products') }),
    z.strictObject({ type: z.literal('button'), text: SHORT_TEXT }),
    z.strictObject({ type: z.literal('coupon'), text: SHORT_TEXT.optional() }),
    z.strictObject({ type: z.literal('divider') }),
    z.strictObject({ type: z.literal('footer'), text: SHORT_TEXT.optional() }),
  ])
  .meta({ id: 'Block', description: 'Text is Liquid.' });

/** `body` is shorthand: one text between logo, products, button and footer. */
export const TEMPLATE_INPUT = z
  .strictObject({
    subject: SHORT_TEXT.min(1),
    preheader: SHORT_TEXT.default(''),
    blocks: z.array(BLOCK).min(1).max(50).optional(),
    body: TEXT.optional(),
  })
  .refine(
    (template) => (template.blocks === undefined) !== (template.body === undefined),
    'needs either blocks or body',
  )
  .meta({ id: 'TemplateInput' });

export const TEMPLATE = z
  .object({ subject: z.string(), preheader: z.string(), blocks: z.array(BLOCK) })
  .meta({ id: 'Template' });

export const WHATSAPP_TEMPLATE = z
  .strictObject({
    name: z.string().min(1).max(512),
    language: LOCALE.nullish(),
    parameters: z.array(SHORT_TEXT).max(20).default([]),
    headerImage: z.string().max(2_000).nullish(),
    buttonSuffix: z.boolean().default(false),
    couponButton: z.boolean().default(false),
  })
  .meta({ id: 'WhatsAppTemplate' });

export const OFFER = z
  .strictObject({
    type: z.enum(['percent', 'amount', 'free_shipping', 'text', 'code']),
    value: z
      .string()
      .regex(/^\d{1,9}(\.\d{1,3})?$/, 'must be a decimal number')
      .nullish(),
    text: SHORT_TEXT.nullish(),
    code: z.string().max(100).nullish(),
    minimumTotal: MONEY.nullish(),
    validFor: DURATION.nullish(),
  })
  .refine(({ type, value }) => type !== 'percent' || !value || (Number(value) > 0 && Number(value) <= 100), {
    path: ['value'],
    error: 'must be more than 0 and at most 100',
  })
  .meta({ id: 'Offer' });

const WORDS = z.array(z.string().min(1).max(200)).max(500);

export const STEP_CONDITIONS = z
  .strictObject({
    minimumTotal: MONEY.nullish(),
    maximumTotal: MONEY.nullish(),
    countries: z.array(COUNTRY).max(250).nullish(),
    languages: z.array(LOCALE).max(50).nullish(),
    shopper: z.enum(['first', 'returning']).nullish(),
    products: WORDS.nullish(),
    tags: WORDS.nullish(),
  })
  .meta({
    id: 'StepConditions',
    description: 'All have to hold when the step is due; else it is skipped and the next one follows.',
  });

export const STEP_INPUT = z
  .strictObject({
    id: ID.optional(),
    delay: DURATION.optional(),
    before: DURATION.optional(),
    channels: z.array(z.enum(CHANNELS)).min(1).optional(),
    shelfLife: DURATION.nullish(),
    templates: z.record(LOCALE, TEMPLATE_INPUT).optional(),
    whatsappTemplate: WHATSAPP_TEMPLATE.nullish(),
    offer: OFFER.nullish(),
    conditions: STEP_CONDITIONS.nullish(),
  })
  .refine((step) => step.delay === undefined || step.before === undefined, 'has either delay or before')
  .meta({ id: 'StepInput' });

export const STEP = z
  .object({
    id: ID,
    delay: DURATION.optional(),
    before: DURATION.optional(),
    channels: z.array(z.enum(CHANNELS)),
    shelfLife: DURATION.nullable(),
    templates: z.record(z.string(), TEMPLATE),
    whatsappTemplate: WHATSAPP_TEMPLATE.nullable(),
    offer: OFFER.nullable(),
    conditions: STEP_CONDITIONS.nullable(),
  })
  .meta({ id: 'Step' });

const CLOCK_TIME = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 20:00');

export const QUIET_HOURS = z
  .strictObject({
    channels: z.array(z.enum(CHANNELS)),
    from: CLOCK_TIME,
    to: CLOCK_TIME,
    zone: z.enum(['shopper', 'store']),
  })
  .meta({ id: 'QuietHours' });

export const FLOW_FILTERS = z
  .strictObject({
    minimumTotal: MONEY.nullish(),
    countries: z.array(COUNTRY).max(250).nullish(),
    languages: z.array(LOCALE).max(50).nullish(),
    products: WORDS.nullish(),
    withoutProducts: WORDS.nullish(),
    withoutDomains: WORDS.nullish(),
    registered: z.boolean().nullish(),
  })
  .meta({ id: 'FlowFilters' });

export const FLOW_INPUT = z
  .strictObject({
    kind: z.enum(FLOW_KINDS).optional(),
    enabled: z.boolean().optional(),
    enabledAt: z.unknown().optional(),
    steps: z.array(STEP_INPUT).min(1).max(20).optional(),
    holdoutPercent: z.number().min(0).max(100).optional(),
    quietHours: QUIET_HOURS.nullish(),
    filters: FLOW_FILTERS.optional(),
  })
  .meta({ id: 'FlowInput', description: 'Members left out keep their value; lists are replaced whole.' });

export const FLOW = z
  .object({
    kind: z.enum(FLOW_KINDS),
    enabled: z.boolean(),
    enabledAt: z.string().nullable(),
    steps: z.array(STEP),
    holdoutPercent: z.number(),
    quietHours: QUIET_HOURS.nullable(),
    filters: FLOW_FILTERS,
  })
  .meta({ id: 'Flow' });

const STEP_PLACE = z
  .union([z.string().min(1).max(200), z.number().int().min(0).max(20)])
  .meta({ description: "A step's id or its place, counted from 0." });

const KIND_PARAMS = z.strictObject({ kind: z.enum(FLOW_KINDS) });

export const LIST_FLOWS = endpoint({
  name: 'listFlows',
  method: 'get',
  path: '/flows',
  summary: 'All flows of the store',
  scope: 'admin',
  answer: { kind: 'json', status: 200, schema: z.object({ items: z.array(FLOW), next: z.null() }) },
});

export const CHANGE_FLOW = endpoint({
  name: 'changeFlow',
  method: 'put',
  path: '/flows/{kind}',
  summary: 'Changes a flow',
  scope: 'admin',
  params: KIND_PARAMS,
  body: FLOW_INPUT,
  answer: { kind: 'json', status: 200, schema: FLOW },
});

export const PREVIEW = z
  .object({
    subject: z.string(),
    preheader: z.string(),
    html: z.string(),
    text: z.string(),
    template: TEMPLATE.meta({
      description: "What it was made from: the draft, the step's own text, or the built-in one.",
    }),
  })
  .meta({ id: 'Preview' });

/** Before it is saved: in place of the step's own text in that language. A bad one is 422 with line and column. */
const DRAFT = TEMPLATE_INPUT.optional();

export const PREVIEW_FLOW = endpoint({
  name: 'previewFlow',
  method: 'post',
  path: '/flows/{kind}/preview',
  summary: 'The very mail of a step, for a cart or a sample',
  scope: 'admin',
  params: KIND_PARAMS,
  body: z.strictObject({
    step: STEP_PLACE,
    cartId: ID.optional(),
    locale: LOCALE.optional(),
    template: DRAFT,
  }),
  answer: { kind: 'json', status: 200, schema: PREVIEW },
});

export const TEST_FLOW = endpoint({
  name: 'testFlow',
  method: 'post',
  path: '/flows/{kind}/test',
  summary: 'Sends the very mail of a step, about a sample cart, to one address',
  scope: 'admin',
  params: KIND_PARAMS,
  body: z.strictObject({ step: STEP_PLACE, locale: LOCALE.optional(), to: ADDRESS, template: DRAFT }),
  answer: { kind: 'json', status: 202, schema: z.object({ to: z.string() }).meta({ id: 'TestMail' }) },
});

const REPLAY_COUNT = z
  .object({
    messages: z.number().int(),
    toBuyers: z
      .number()
      .int()
      .meta({ description: 'Of these, to shoppers who bought within 7 days after it.' }),
  })
  .meta({ id: 'ReplayCount' });

export const REPLAY = z
  .object({
    before: REPLAY_COUNT,
    after: REPLAY_COUNT,
    byDay: z
      .array(z.object({ day: z.string(), before: REPLAY_COUNT, after: REPLAY_COUNT }))
      .meta({ description: 'By the day of sending, in the zone of the store.' }),
    carts: z.number().int(),
    notes: z
      .array(z.object({ code: z.string(), text: z.string() }))
      .meta({ description: 'What cannot be known of the past, and what was supposed in its place.' }),
  })
  .meta({ id: 'Replay' });

export const REPLAY_FLOW = endpoint({
  name: 'replayFlow',
  method: 'post',
  path: '/flows/{kind}/replay',
  summary: 'What the flow would have sent in a past period with other settings; sends nothing',
  scope: 'admin',
  params: KIND_PARAMS,
  body: z
    .strictObject({
      from: INSTANT_OR_DATE,
      to: INSTANT_OR_DATE,
      changes: z.record(z.string().max(200), z.unknown()).default({}).meta({
        description:
          '`abandonedAfter`, `budget`, `quietHours`, `filters` and `steps` (by id or place, with `delay`, `channels` and `shelfLife`), nested or with dots: `{"steps.0.delay": "PT30M"}`.',
      }),
    })
    .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
      path: ['to'],
      error: 'must be later than from',
    }),
  answer: { kind: 'json', status: 200, schema: REPLAY },
});
