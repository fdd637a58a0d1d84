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
