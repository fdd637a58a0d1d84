import { z } from 'zod';
import {
  CART_STATES,
  CHANNELS,
  FULFILMENT_STATES,
  MESSAGE_STATES,
  PAYMENT_STATES,
  PLATFORMS,
  REACTIVATION_TRIGGERS,
  RUN_KINDS,
} from '../../core/words/vocabulary.ts';
import { endpoint } from './endpoint.ts';
import { MESSAGE } from './messages.ts';
import {
  COUNTRY,
  ID,
  ID_PARAMS,
  INSTANT,
  INSTANT_OR_DATE,
  MONEY,
  MONEY_AMOUNT,
  PAGE_QUERY,
  QUERY_BOOLEAN,
  commaList,
  pageOf,
} from './values.ts';

export const LINE = z
  .object({
    productId: z.string().nullable(),
    variantId: z.string().nullable(),
    title: z.string(),
    quantity: z.number().int(),
    unitPrice: MONEY,
    imageUrl: z.string().nullable(),
    url: z.string().nullable(),
    available: z.boolean().nullable(),
  })
  .meta({ id: 'Line' });

export const CART_ORDER = z
  .object({
    id: z.string(),
    number: z.string().nullable(),
    paymentState: z.enum(PAYMENT_STATES),
    fulfilmentState: z.enum(FULFILMENT_STATES),
    total: MONEY,
    placedAt: INSTANT,
    cancelledAt: INSTANT.nullable(),
    test: z.boolean(),
  })
  .meta({ id: 'Order' });

export const CART = z
  .object({
    id: z.string(),
    platform: z.enum(PLATFORMS),
    externalId: z.string(),
    state: z.enum(CART_STATES),
    closedReason: z.string().nullable(),
    redacted: z.boolean(),
    shopper: z.object({
      id: z.string().nullable(),
      name: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      registered: z.boolean().nullable(),
      locale: z.string().nullable(),
    }),
    lines: z.array(LINE),
    total: MONEY.nullable(),
    startedAt: INSTANT,
    lastActivityAt: INSTANT,
    abandonedAt: INSTANT,
    reachable: z.array(z.enum(CHANNELS)),
    returnUrl: z.string().nullable(),
    whatsappUrl: z.string().nullable(),
    messages: z.array(MESSAGE),
    order: CART_ORDER.nullable(),
    holdout: z.boolean().nullable(),
    credit: z.object({ kind: z.enum(['click', 'coupon', 'assisted']), messageId: z.string() }).nullable(),
  })
  .meta({ id: 'Cart' });

export const CART_FILTERS = {
  state: commaList(CART_STATES).optional(),
  from: INSTANT_OR_DATE.optional(),
  to: INSTANT_OR_DATE.optional(),
  product: z.string().min(1).max(200).optional(),
  q: z.string().min(1).max(200).optional(),
  channel: z.enum(CHANNELS).optional(),
  minTotal: MONEY_AMOUNT.optional(),
  registered: QUERY_BOOLEAN.optional(),
  country: COUNTRY.optional(),
  sort: z.enum(['-lastActivityAt', '-total']).default('-lastActivityAt'),
};

const TOTAL_SORT_TAKES = new Set(['state', 'from', 'to', 'sort', 'limit', 'cursor']);

const combinable = (query: Readonly<Record<string, unknown>>): boolean =>
  query['sort'] !== '-total' ||
  Object.keys(query).every((name) => query[name] === undefined || TOTAL_SORT_TAKES.has(name));

const COMBINATION = { path: ['sort'], error: 'sort=-total combines with state, from and to only' };

export const LIST_CARTS = endpoint({
  name: 'listCarts',
  method: 'get',
  path: '/carts',
  summary: 'Carts, latest activity first or highest total first',
  scope: 'admin',
  query: z.strictObject({ ...CART_FILTERS, ...PAGE_QUERY }).refine(combinable, COMBINATION),
  answer: { kind: 'json', status: 200, schema: pageOf(CART) },
});

export const EXPORT_CARTS = endpoint({
  name: 'exportCarts',
  method: 'get',
  path: '/carts.csv',
  summary: 'The same carts as CSV, streamed',
  scope: 'admin',
  query: z.strictObject(CART_FILTERS).refine(combinable, COMBINATION),
  answer: { kind: 'csv', status: 200 },
});

export const READ_CART = endpoint({
  name: 'readCart',
  method: 'get',
  path: '/carts/{id}',
  summary: 'One cart',
  scope: 'admin',
  params: ID_PARAMS,
  answer: { kind: 'json', status: 200, schema: CART },
});

export const TIMELINE_ITEM = z
  .object({
    at: INSTANT,
    kind: z.string(),
    reason: z.string().nullable(),
    text: z.string(),
    facts: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TimelineItem' });

export const READ_TIMELINE = endpoint({
  name: 'readTimeline',
  method: 'get',
  path: '/carts/{id}/timeline',
  summary: 'What happened to a cart, oldest first',
  scope: 'admin',
  params: ID_PARAMS,
  query: z.strictObject(PAGE_QUERY),
  answer: { kind: 'json', status: 200, schema: pageOf(TIMELINE_ITEM) },
});

/** What the checks say now, and what comes of it. */
const OUTLOOK = {
  decision: z.object({ action: z.string(), until: INSTANT.nullable(), reason: z.string().nullable() }),
  next: z.object({ step: ID, at: INSTANT }).nullable(),
  otherwise: z.string().nullable().meta({ description: 'What would have changed the decision.' }),
  checks: z.array(
    z.object({
      code: z.string(),
      passed: z.boolean(),
      text: z.string(),
      facts: z.record(z.string(), z.unknown()),
    }),
  ),
};

export const EXPLANATION = z
  .object({
    flow: z.enum(RUN_KINDS).meta({ description: 'The flow that would speak next.' }),
    ...OUTLOOK,
  })
  .meta({ id: 'Explanation' });

export const EXPLAINED_MESSAGE = z
  .object({
    message: z.object({ id: z.string(), state: z.enum(MESSAGE_STATES), reason: z.string().nullable() }),
    text: z.string().nullable().meta({ description: 'Why it stands so, as it was decided.' }),
    otherwise: z.string().nullable().meta({ description: 'What would have changed it.' }),
    facts: z.record(z.string(), z.unknown()),
    offer: z
      .object({ code: z.string(), text: z.string() })
      .nullable()
      .meta({ description: 'Of one that went: why the offer of its step went along, or did not.' }),
    outlook: z
      .object(OUTLOOK)
      .nullable()
      .meta({ description: 'Of one that may still go: as it would be decided now.' }),
  })
  .meta({ id: 'ExplainedMessage' });

export const EXPLAIN_MESSAGE = endpoint({
  name: 'explainMessage',
  method: 'get',
  path: '/messages/{id}/explain',
  summary: 'Why a message went, waits, or did not go',
  scope: 'admin',
  params: ID_PARAMS,
  answer: { kind: 'json', status: 200, schema: EXPLAINED_MESSAGE },
});

export const EXPLAINED_SHOPPER = z
  .object({
    reactivation: z.array(
      z.object({
        trigger: z.enum(REACTIVATION_TRIGGERS),
        qualifiesAt: INSTANT.nullable(),
        startedAt: INSTANT.nullable(),
        endedAt: INSTANT.nullable(),
        endReason: z.string().nullable(),
        text: z.string(),
        outlook: z.object(OUTLOOK).nullable(),
      }),
    ),
    campaigns: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        state: z.enum(['waiting', 'released', 'excluded']),
        reason: z.string().nullable(),
        text: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ExplainedShopper' });

export const EXPLAIN_SHOPPER = endpoint({
  name: 'explainShopper',
  method: 'get',
  path: '/shoppers/{id}/explain',
  summary: 'Why reactivation and campaigns write, or do not write, to a shopper',
  scope: 'admin',
  params: ID_PARAMS,
  answer: { kind: 'json', status: 200, schema: EXPLAINED_SHOPPER },
});

export const EXPLAIN_CART = endpoint({
  name: 'explainCart',
  method: 'get',
  path: '/carts/{id}/explain',
  summary: 'What happens next to a cart, and why',
  scope: 'admin',
  params: ID_PARAMS,
  answer: { kind: 'json', status: 200, schema: EXPLANATION },
});

export const CLOSE_CART = endpoint({
  name: 'closeCart',
  method: 'post',
  path: '/carts/{id}/close',
  summary: 'Closes a cart by hand; nothing more is sent for it',
  scope: 'admin',
  params: ID_PARAMS,
  answer: { kind: 'json', status: 200, schema: CART },
});
