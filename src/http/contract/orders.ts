import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { INSTANT } from './values.ts';

export const CATCH_UP = endpoint({
  name: 'catchUpOrders',
  method: 'post',
  path: '/orders/catch-up',
  summary: "Reads the platform's orders changed since the last time, now",
  scope: 'admin',
  answer: {
    kind: 'json',
    status: 200,
    schema: z
      .object({
        state: z.enum(['done', 'failed']),
        ordersSeenUntil: INSTANT.nullable(),
        reason: z.string().nullable(),
      })
      .meta({ id: 'CatchUp' }),
  },
});
