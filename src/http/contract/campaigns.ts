import { z } from 'zod';
import { CAMPAIGN_STATES, CHANNELS } from '../../core/words/vocabulary.ts';
import { endpoint } from './endpoint.ts';
import { OFFER, QUIET_HOURS, TEMPLATE, TEMPLATE_INPUT, WHATSAPP_TEMPLATE } from './flows.ts';
import { COUNTRY, ID_PARAMS, INSTANT, INSTANT_OR_DATE, LOCALE, MONEY, PAGE_QUERY, pageOf } from './values.ts';

const AUDIENCE_INPUT = z
  .strictObject({
    abandonedFrom: INSTANT_OR_DATE.nullish(),
    abandonedTo: INSTANT_OR_DATE.nullish(),
    registered: z.boolean().nullish(),
    minAbandoned: z.number().int().min(1).max(100).default(1),
    product: z.string().min(1).max(200).nullish(),
    country: COUNTRY.nullish(),
  })
  .refine(
    ({ abandonedFrom: from, abandonedTo: to }) =>
      typeof from !== 'string' || typeof to !== 'string' || Date.parse(from) < Date.parse(to),
    { path: ['abandonedTo'], error: 'must be later than abandonedFrom' },
  )
  .meta({
    id: 'AudienceInput',
    description: 'Shoppers who left carts in that time and did not buy; `registered` null is both.',
  });

const AUDIENCE = z
  .object({
    abandonedFrom: INSTANT.nullable(),
    abandonedTo: INSTANT.nullable(),
    registered: z.boolean().nullable(),
    minAbandoned: z.number().int(),
    product: z.string().nullable(),
    country: z.string().nullable(),
  })
  .meta({ id: 'Audience' });

const CAMPAIGN_INPUT = z
  .strictObject({
    name: z.string().max(200).default(''),
    audience: AUDIENCE_INPUT,
    channel: z.enum(CHANNELS).default('email'),
    template: TEMPLATE_INPUT.optional().meta({ description: 'In the language of the store.' }),
    templates: z.record(LOCALE, TEMPLATE_INPUT).optional().meta({
      description: 'By language. Whoever reads none of them is excluded (`template_missing`).',
    }),
    whatsappTemplate: WHATSAPP_TEMPLATE.nullish(),
    offer: OFFER.nullish(),
    quietHours: QUIET_HOURS.nullish(),
    rate: z.number().int().min(1).max(10_000).default(500).meta({ description: 'Messages per hour.' }),
  })
  .meta({ id: 'CampaignInput' });

const REASON_COUNTS = z.array(z.object({ reason: z.string(), count: z.number().int(), text: z.string() }));

const CAMPAIGN_RESULTS = z
  .object({
    recipients: z.number().int(),
    waiting: z.number().int(),
    planned: z.number().int().meta({ description: 'Messages on their way.' }),
    sent: z.number().int(),
    delivered: z.number().int(),
    failed: z.number().int(),
    uncertain: z.number().int(),
    clicked: z.number().int(),
    recovered: z.number().int(),
    assisted: z.number().int(),
    revenue: z.array(MONEY),
    waitsFor: REASON_COUNTS,
    excluded: REASON_COUNTS,
  })
  .meta({ id: 'CampaignResults' });

export const CAMPAIGN = z
  .object({
    id: z.string(),
    name: z.string(),
    state: z.enum(CAMPAIGN_STATES),
    audience: AUDIENCE,
    channel: z.enum(CHANNELS),
    templates: z.record(z.string(), TEMPLATE),
    offer: OFFER.nullable(),
    rate: z.number().int(),
    createdAt: INSTANT,
    recipientsFixedAt: INSTANT.nullable(),
    endedAt: INSTANT.nullable(),
    results: CAMPAIGN_RESULTS,
  })
  .meta({ id: 'Campaign' });

export const LIST_CAMPAIGNS = endpoint({
  name: 'listCampaigns',
  method: 'get',
  path: '/campaigns',
  summary: 'Campaigns with their results, newest first',
  scope: 'admin',
  query: z.strictObject(PAGE_QUERY),
  answer: { kind: 'json', status: 200, schema: pageOf(CAMPAIGN) },
});

export const START_CAMPAIGN = endpoint({
  name: 'startCampaign',
  method: 'post',
  path: '/campaigns',
  summary: 'Starts a campaign; the same `Idempotency-Key` a second time starts no second one',
  scope: 'admin',
  body: CAMPAIGN_INPUT,
  answer: { kind: 'json', status: 201, schema: CAMPAIGN },
});

export const PREVIEW_CAMPAIGN = endpoint({
  name: 'previewCampaign',
  method: 'post',
  path: '/campaigns/preview',
  summary: 'How many shoppers it is for, and who of them would not be written to, and why',
  scope: 'admin',
  body: CAMPAIGN_INPUT,
  answer: {
    kind: 'json',
    status: 200,
    schema: z
      .object({
        count: z.number().int(),
        examined: z.number().int().meta({ description: 'Looked at one by one: all, or the first 1,000.' }),
        reachable: z.number().int().meta({ description: 'Of these, who would be written to now.' }),
        waiting: REASON_COUNTS,
        excluded: REASON_COUNTS,
      })
      .meta({ id: 'CampaignPreview' }),
  },
});

export const READ_CAMPAIGN = endpoint({
  name: 'readCampaign',
  method: 'get',
  path: '/campaigns/{id}',
  summary: 'One campaign with its results',
  scope: 'admin',
  params: ID_PARAMS,
  answer: { kind: 'json', status: 200, schema: CAMPAIGN },
});

const ANSWER = { kind: 'json', status: 200, schema: CAMPAIGN } as const;

export const PAUSE_CAMPAIGN = endpoint({
  name: 'pauseCampaign',
  method: 'post',
  path: '/campaigns/{id}/pause',
  summary: 'Stops a campaign at once until it is resumed',
  scope: 'admin',
  params: ID_PARAMS,
  answer: ANSWER,
});

export const RESUME_CAMPAIGN = endpoint({
  name: 'resumeCampaign',
  method: 'post',
  path: '/campaigns/{id}/resume',
  summary: 'Goes on where it was paused',
  scope: 'admin',
  params: ID_PARAMS,
  answer: ANSWER,
});

export const CANCEL_CAMPAIGN = endpoint({
  name: 'cancelCampaign',
  method: 'post',
  path: '/campaigns/{id}/cancel',
  summary: 'Stops a campaign at once and for good',
  scope: 'admin',
  params: ID_PARAMS,
  answer: ANSWER,
});
