import { z } from 'zod';
import { FLOW_KINDS, RUN_KINDS } from '../../core/words/vocabulary.ts';
import { endpoint } from './endpoint.ts';
import { INSTANT_OR_DATE, MONEY } from './values.ts';

const MOMENT = INSTANT_OR_DATE.meta({
  description: 'RFC 3339 instant, or a date for the beginning of that day in the store’s zone.',
});

const COUNTS = {
  abandoned: z.number().int(),
  reached: z.number().int(),
  delivered: z.number().int(),
  read: z.number().int(),
  failed: z.number().int(),
  replied: z.number().int(),
  clicked: z.number().int(),
  recovered: z.number().int(),
  assisted: z.number().int(),
  revenue: z.array(MONEY).meta({ description: 'One amount per currency; currencies are never added.' }),
};

export const SUMMARY = z
  .object({ totals: z.object(COUNTS), items: z.array(z.object({ key: z.string(), ...COUNTS })) })
  .meta({ id: 'Summary' });

export const READ_SUMMARY = endpoint({
  name: 'readSummary',
  method: 'get',
  path: '/reports/summary',
  summary: 'What came of the reminders, by day, channel or step',
  scope: 'admin',
  query: z
    .strictObject({
      from: MOMENT.optional(),
      to: MOMENT.optional(),
      groupBy: z
        .enum(['day', 'week', 'month', 'channel', 'step', 'flow', 'platform', 'reason'])
        .default('day')
        .meta({
          description:
            '`reason`: carts by why their shoppers left, as logged by hand; they stand in `abandoned`.',
        }),
      basis: z.enum(['episode', 'order']).default('episode'),
    })
    .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
      path: ['to'],
      error: 'must be later than from',
    }),
  answer: { kind: 'json', status: 200, schema: SUMMARY },
});

const LIFT_GROUP = z
  .object({
    shoppers: z.number().int(),
    buyers: z.number().int(),
    purchaseRate: z.number().meta({ description: 'From 0 to 1.' }),
    revenue: z.array(MONEY),
    revenuePerEpisode: z.array(MONEY),
  })
  .meta({ id: 'LiftGroup', description: 'Every shopper once, by the first episode that was told apart.' });

export const LIFT = z
  .object({
    flow: z.enum(FLOW_KINDS),
    holdoutPercent: z.number(),
    episodesLast30Days: z.number().int(),
    suggested: z.boolean().meta({ description: 'A control group would learn something within weeks.' }),
    treated: LIFT_GROUP,
    heldOut: LIFT_GROUP,
    waiting: z
      .number()
      .int()
      .meta({ description: 'Shoppers whose 7 days are not over; they are in no group.' }),
    difference: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable().meta({
      description:
        "Of the purchase rates, treated minus held out, with its 95 % interval (Newcombe's hybrid score).",
    }),
    revenueDifference: z
      .array(z.object({ value: MONEY, low: MONEY.nullable(), high: MONEY.nullable() }))
      .meta({
        description:
          "Per episode and currency, with its 95 % interval (Welch's); null while fewer than 50 of a group bought.",
      }),
    verdict: z.enum(['nothing_measured', 'inconclusive', 'more_bought', 'fewer_bought']),
    moreNeeded: z.number().int().nullable().meta({
      description:
        'Shoppers that are still needed if the difference stays as it is; null where that says nothing.',
    }),
    text: z.string(),
  })
  .meta({ id: 'Lift' });

export const READ_LIFT = endpoint({
  name: 'readLift',
  method: 'get',
  path: '/reports/lift',
  summary: 'What the messages of the marketing flows change, measured against shoppers who get none',
  scope: 'admin',
  query: z
    .strictObject({ from: MOMENT.optional(), to: MOMENT.optional() })
    .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
      path: ['to'],
      error: 'must be later than from',
    }),
  answer: { kind: 'json', status: 200, schema: z.object({ items: z.array(LIFT) }) },
});

const OFFER_COSTS = {
  given: z.number().int().meta({ description: 'Offers that went out in the period.' }),
  used: z.number().int().meta({ description: 'Of these, used by an order that was bought.' }),
  cost: z
    .array(MONEY)
    .meta({ description: 'What the used ones took off; a percentage is reckoned from what was paid.' }),
  costUnknown: z
    .number()
    .int()
    .meta({ description: "Used ones whose worth nobody told: free shipping, and the merchant's own codes." }),
  revenue: z.array(MONEY).meta({ description: 'Net paid by the orders that used them.' }),
};

export const READ_OFFERS = endpoint({
  name: 'readOffers',
  method: 'get',
  path: '/reports/offers',
  summary: 'What offers cost and brought, by step',
  scope: 'admin',
  query: z
    .strictObject({ from: MOMENT.optional(), to: MOMENT.optional() })
    .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
      path: ['to'],
      error: 'must be later than from',
    }),
  answer: {
    kind: 'json',
    status: 200,
    schema: z
      .object({
        totals: z.object(OFFER_COSTS),
        items: z.array(
          z.object({
            flow: z.enum(RUN_KINDS).nullable().meta({ description: 'Null: made by hand.' }),
            step: z.string().nullable(),
            type: z.enum(['percent', 'amount', 'free_shipping', 'text', 'code']),
            ...OFFER_COSTS,
          }),
        ),
      })
      .meta({ id: 'OfferReport' }),
  },
});
