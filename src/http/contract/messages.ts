import { z } from 'zod';
import { CHANNELS, MESSAGE_STATES, RUN_KINDS } from '../../core/words/vocabulary.ts';
import { endpoint } from './endpoint.ts';
import {
  DURATION,
  ID,
  ID_PARAMS,
  INSTANT,
  MONEY,
  INSTANT_OR_DATE,
  PAGE_QUERY,
  commaList,
  pageOf,
} from './values.ts';

export const ATTEMPT = z
  .object({
    number: z.number().int(),
    channel: z.enum(CHANNELS),
    startedAt: INSTANT,
    endedAt: INSTANT.nullable(),
    outcome: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Attempt' });

export const MESSAGE = z
  .object({
    id: z.string(),
    cartId: z.string().nullable().meta({
      description:
        'Null: about no cart, since the shopper has none that could speak (reactivation, campaigns).',
    }),
    flow: z.enum(RUN_KINDS).nullable(),
    step: z.string().nullable(),
    channel: z.enum(CHANNELS).nullable(),
    state: z.enum(MESSAGE_STATES),
    reason: z.string().nullable(),
    to: z.string().nullable(),
    plannedAt: INSTANT.meta({ description: 'For when it is, or was, planned: its due time.' }),
    sentAt: INSTANT.nullable(),
    attempts: z.array(ATTEMPT),
  })
  .meta({ id: 'Message' });

export const LIST_MESSAGES = endpoint({
  name: 'listMessages',
  method: 'get',
  path: '/messages',
  summary: 'Messages, latest planned first',
  scope: 'admin',
  query: z.strictObject({
    state: commaList(MESSAGE_STATES).optional(),
    cartId: ID.optional(),
    channel: z.enum(CHANNELS).optional(),
    from: INSTANT_OR_DATE.optional(),
    to: INSTANT_OR_DATE.optional(),
    ...PAGE_QUERY,
  }),
  answer: { kind: 'json', status: 200, schema: pageOf(MESSAGE) },
});

/** Whoever bought, or is in the group without messages, is a question first: 409 `bought` or `holdout`. */
export const WRITE_BY_HAND = endpoint({
  name: 'writeByHand',
  method: 'post',
  path: '/carts/{id}/messages',
  summary: 'Sends one message written by hand; with `confirm` also where a 409 asked first',
  scope: 'admin',
  params: ID_PARAMS,
  body: z
    .strictObject({
      channel: z.enum(['email', 'whatsapp']),
      subject: z.string().min(1).max(1_000).optional(),
      text: z.string().min(1).max(20_000),
      couponId: ID.optional().meta({
        description:
          'A coupon made for this cart, by its id, or a code of the shop: shown in the mail, and applied by its link.',
      }),
      confirm: z.boolean().default(false),
    })
    .refine((input) => input.channel !== 'email' || input.subject !== undefined, {
      path: ['subject'],
      error: 'an e-mail needs a subject',
    })
    .meta({ id: 'MessageByHand' }),
  answer: { kind: 'json', status: 202, schema: MESSAGE },
});

/** For this shopper alone, and for one order. 409 `not_supported` where the platform makes no such ones. */
export const MAKE_COUPON = endpoint({
  name: 'makeCoupon',
  method: 'post',
  path: '/carts/{id}/coupons',
  summary: 'Has a coupon made at the platform for the shopper of a cart',
  scope: 'admin',
  params: ID_PARAMS,
  body: z
    .strictObject({
      type: z.enum(['percent', 'amount', 'free_shipping']),
      value: z
        .string()
        .regex(/^\d{1,9}(\.\d{1,3})?$/, 'must be a decimal number')
        .nullish(),
      minimumTotal: MONEY.nullish(),
      validFor: DURATION.nullish(),
    })
    .meta({ id: 'CouponWish' }),
  answer: {
    kind: 'json',
    status: 201,
    schema: z
      .object({ id: z.string(), code: z.string(), expiresAt: INSTANT.nullable() })
      .meta({ id: 'Coupon' }),
  },
});
