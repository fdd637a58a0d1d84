import { z } from 'zod';
import { CHANNELS, FLOW_KINDS, PLATFORMS, STORE_STATES } from '../../core/words/vocabulary.ts';
import { endpoint } from './endpoint.ts';
import { CURRENCY, INSTANT } from './values.ts';

export const ME = z
  .object({
    store: z.object({
      id: z.string(),
      platform: z.enum(PLATFORMS),
      name: z.string(),
      url: z.string().nullable(),
      state: z.enum(STORE_STATES),
      currency: CURRENCY,
      locale: z.string(),
      timeZone: z.string(),
      country: z.string().nullable(),
      connectUrl: z
        .string()
        .nullable()
        .meta({ description: 'Where the store is connected again in a browser; null: not in one.' }),
    }),
    health: z.object({
      senderComplete: z.boolean().meta({ description: 'Legal name and postal address are there.' }),
      flowsOff: z.array(z.enum(FLOW_KINDS)),
      channelsDown: z.array(z.object({ channel: z.enum(CHANNELS), reason: z.string() })),
      deadDeliveries: z.number().int(),
      forgedDeliveries: z
        .number()
        .int()
        .meta({ description: 'Webhooks with a missing or wrong signature, of the last seven days.' }),
      tasksDue: z.number().int(),
      dataRequestsWaiting: z.number().int(),
      webhooksDisabled: z
        .number()
        .int()
        .meta({ description: 'Outbound webhooks that failed for so long that they are called no more.' }),
      reconnect: z
        .string()
        .nullable()
        .meta({ description: 'Why the store must be connected again; null: it need not.' }),
      missingScopes: z
        .array(z.string())
        .meta({ description: 'What the store does not allow us, in the platform’s words.' }),
      webhooksFailing: z
        .string()
        .nullable()
        .meta({ description: 'Why the webhooks at the platform could not be seen to; null: they could.' }),
      firstSync: z
        .object({
          state: z.enum(['running', 'waiting', 'done']),
          since: INSTANT,
          until: INSTANT,
          ordersReadUntil: INSTANT,
          orders: z.number().int(),
          carts: z.number().int(),
          reason: z.string().nullable().meta({ description: 'Of the last failure, while it waits.' }),
        })
        .nullable()
        .meta({ description: 'How far the store’s history is read. Nothing is ever sent of it.' }),
      ordersSeenUntil: INSTANT.nullable(),
      lastWebhookAt: INSTANT.nullable(),
    }),
    couponKinds: z
      .array(z.enum(['percent', 'amount', 'free_shipping']))
      .meta({ description: 'What the platform makes coupons of, for one order each.' }),
    mailbox: z.boolean().meta({ description: 'Mails go to the built-in mailbox at /mailbox.' }),
  })
  .meta({ id: 'Me' });

export const READ_ME = endpoint({
  name: 'readMe',
  method: 'get',
  path: '/me',
  summary: 'The store of this session, and what needs attention',
  scope: 'admin',
  answer: { kind: 'json', status: 200, schema: ME },
});
