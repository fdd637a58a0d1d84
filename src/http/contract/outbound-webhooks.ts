import { z } from 'zod';
import { OUTBOUND_EVENTS } from '../../core/words/vocabulary.ts';
import { endpoint } from './endpoint.ts';
import { ID_PARAMS, INSTANT } from './values.ts';

const CALL = z
  .object({
    id: z.string().meta({ description: 'The `webhook-id`, the same in every try.' }),
    event: z.enum(OUTBOUND_EVENTS),
    cartId: z.string(),
    at: INSTANT,
    state: z.enum(['waiting', 'taken', 'failed']),
    attempts: z.number().int(),
    status: z.number().int().nullable().meta({ description: 'Of the newest answer; null for none.' }),
    reason: z.string().nullable(),
    nextAttemptAt: INSTANT.nullable(),
  })
  .meta({ id: 'WebhookCall' });

const WEBHOOK = {
  id: z.string(),
  url: z.string(),
  events: z.array(z.enum(OUTBOUND_EVENTS)),
  state: z.enum(['active', 'disabled']),
  reason: z.string().nullable().meta({ description: 'Why it is disabled.' }),
  failingSince: INSTANT.nullable(),
  answeredAt: INSTANT.nullable(),
  createdAt: INSTANT,
};

export const OUTBOUND_WEBHOOK = z
  .object({
    ...WEBHOOK,
    calls: z.array(CALL).meta({ description: 'The newest ones, with what came of them.' }),
  })
  .meta({ id: 'OutboundWebhook' });

export const LIST_OUTBOUND_WEBHOOKS = endpoint({
  name: 'listOutboundWebhooks',
  method: 'get',
  path: '/outbound-webhooks',
  summary: 'Addresses that are told of events, and what came of it',
  scope: 'admin',
  answer: {
    kind: 'json',
    status: 200,
    schema: z.object({ items: z.array(OUTBOUND_WEBHOOK), next: z.null() }),
  },
});

export const ADD_OUTBOUND_WEBHOOK = endpoint({
  name: 'addOutboundWebhook',
  method: 'post',
  path: '/outbound-webhooks',
  summary: 'Adds an address; its secret is shown this once',
  scope: 'admin',
  body: z
    .strictObject({
      url: z
        .url({ protocol: /^https?$/, error: 'must be an http or https address' })
        .max(2_000)
        .refine((url) => !URL.canParse(url) || new URL(url).username === '', 'must carry no user name'),
      events: z
        .array(z.enum(OUTBOUND_EVENTS))
        .min(1)
        .max(10)
        .transform((events) => [...new Set(events)]),
    })
    .meta({ id: 'NewOutboundWebhook' }),
  answer: {
    kind: 'json',
    status: 201,
    schema: z
      .object({
        ...WEBHOOK,
        secret: z.string().meta({ description: '`whsec_…`, as Standard Webhooks writes it.' }),
      })
      .meta({ id: 'AddedOutboundWebhook' }),
  },
});

export const REMOVE_OUTBOUND_WEBHOOK = endpoint({
  name: 'removeOutboundWebhook',
  method: 'delete',
  path: '/outbound-webhooks/{id}',
  summary: 'Removes an address; what waits for it is not sent',
  scope: 'admin',
  params: ID_PARAMS,
  answer: { kind: 'empty', status: 204 },
});
