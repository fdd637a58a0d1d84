import { z } from 'zod';
import { DISCREPANCY_REASONS } from '../../core/words/reason-codes.ts';
import { endpoint } from './endpoint.ts';
import { ID_PARAMS, INSTANT } from './values.ts';

const STATE = z.enum(['running', 'done', 'failed']);

export const DISCREPANCY = z
  .object({
    orderId: z.string(),
    reason: z.enum(DISCREPANCY_REASONS),
    text: z.string(),
    repaired: z.boolean(),
  })
  .meta({ id: 'Discrepancy', description: 'An order that the platform has and we have not, or differ on.' });

export const START_RECONCILIATION = endpoint({
  name: 'startReconciliation',
  method: 'post',
  path: '/reconciliations',
  summary: "Holds the platform's orders of a period against ours",
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

export const READ_RECONCILIATION = endpoint({
  name: 'readReconciliation',
  method: 'get',
  path: '/reconciliations/{id}',
  summary: 'What a reconciliation found; kept until the server stops',
  scope: 'admin',
  params: ID_PARAMS,
  answer: {
    kind: 'json',
    status: 200,
    schema: z
      .object({
        id: z.string(),
        state: STATE,
        reason: z.string().nullable(),
        discrepancies: z.array(DISCREPANCY),
      })
      .meta({ id: 'Reconciliation' }),
  },
});
