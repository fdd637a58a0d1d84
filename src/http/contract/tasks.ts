import { z } from 'zod';
import { CART } from './carts.ts';
import { endpoint } from './endpoint.ts';
import { INSTANT, MONEY, PAGE_QUERY, pageOf } from './values.ts';

export const TASK = z
  .object({
    id: z.string(),
    cartId: z.string(),
    shopper: CART.shape.shopper,
    dueAt: INSTANT,
    notes: z.string(),
    total: MONEY.nullable(),
  })
  .meta({ id: 'Task', description: 'A next attempt that a contact asked for.' });

/** A task is done by logging the next contact; it goes away too when the cart is bought or closed. */
export const LIST_TASKS = endpoint({
  name: 'listTasks',
  method: 'get',
  path: '/tasks',
  summary: 'Next attempts that are due, the most valuable cart first',
  scope: 'admin',
  query: z.strictObject({
    dueBefore: INSTANT.optional().meta({ description: 'Now when left out; later shows what comes.' }),
    ...PAGE_QUERY,
  }),
  answer: { kind: 'json', status: 200, schema: pageOf(TASK) },
});
