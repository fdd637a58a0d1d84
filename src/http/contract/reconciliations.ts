import { z } from 'zod';
import { DISCREPANCY_REASONS } from '../../core/words/reason-codes.ts';
import { endpoint } from './endpoint.ts';
import { ID_PARAMS, INSTANT, PAGE_QUERY, pageOf } from './values.ts';

const STATE = z.enum(['running', 'done', 'failed']);
const REASON = z.enum(DISCREPANCY_REASONS);

const COUNT = z.number().int();

export const RECONCILIATION = z
  .object({
    id: z.string(),
    state: STATE,
    reason: z.string().nullable().meta({ description: 'Why it failed.' }),
    from: INSTANT,
    to: INSTANT,
    repair: z.boolean(),
    origin: z.enum(['schedule', 'by_hand']),
    startedAt: INSTANT,
    finishedAt: INSTANT.nullable(),
    orders: COUNT.meta({ description: 'How many orders the platform told, so far.' }),
    carts: COUNT.meta({ description: 'How many carts the platform told, so far.' }),
    found: COUNT,
    repaired: COUNT,
  })
  .meta({ id: 'Reconciliation' });

export const DISCREPANCY = z
  .object({
    kind: z.enum(['order', 'cart']),
    orderId: z.string().meta({ description: 'The platform’s; empty for a cart, and where it told none.' }),
    cartId: z.string().nullable().meta({ description: 'The platform’s; null for an order.' }),
    reason: REASON,
    text: z.string(),
    repaired: z.boolean(),
  })
  .meta({
    id: 'Discrepancy',
    description: 'An order or a cart that the platform has and we have not, or differ on.',
  });

export const START_RECONCILIATION = endpoint({
  name: 'startReconciliation',
  method: 'post',
  path: '/reconciliations',
  summary: "Holds the platform's orders and carts of a period against ours",
  scope: 'admin',
  body: z
    .strictObject({ from: INSTANT, to: INSTANT, repair: z.boolean().default(false) })
    .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
      path: ['to'],
      error: 'must be later than from',
    }),
  answer: {
    kind: 'json',
    status: 202,
    schema: z.object({ id: z.string(), state: STATE }).meta({ id: 'ReconciliationStarted' }),
  },
});

export const LIST_RECONCILIATIONS = endpoint({
  name: 'listReconciliations',
  method: 'get',
  path: '/reconciliations',
  summary: 'Reconciliations, the scheduled ones too, latest first',
  scope: 'admin',
  query: z.strictObject(PAGE_QUERY),
  answer: { kind: 'json', status: 200, schema: pageOf(RECONCILIATION) },
});

export const READ_RECONCILIATION = endpoint({
  name: 'readReconciliation',
  method: 'get',
  path: '/reconciliations/{id}',
  summary: 'What a reconciliation found, a thousand at a time',
  scope: 'admin',
  params: ID_PARAMS,
  query: z.strictObject({ cursor: PAGE_QUERY.cursor }),
  answer: {
    kind: 'json',
    status: 200,
    schema: RECONCILIATION.extend({
      reasons: z.array(z.object({ reason: REASON, found: COUNT, repaired: COUNT })),
      discrepancies: z.array(DISCREPANCY),
      next: z.string().nullable(),
    }).meta({ id: 'ReconciliationReport' }),
  },
});
