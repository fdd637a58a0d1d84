import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const EVENTS_ACCEPTED = z
  .object({
    accepted: z.number().int(),
    rejected: z.array(
      z.object({
        index: z.number().int(),
        code: z.string(),
        errors: z.array(z.object({ path: z.string(), message: z.string() })),
      }),
    ),
  })
  .meta({ id: 'EventsAccepted' });

/** Each event is judged by itself (a bad one stands in `rejected`), so the document is open here. */
export const POST_EVENTS = endpoint({
  name: 'postEvents',
  method: 'post',
  path: '/events',
  summary: 'Carts, orders and consents of a shop of your own: one event, or up to 1,000 in `events`',
  scope: 'events',
  body: z.unknown().meta({ description: 'One event, or {"events":[…]}' }),
  answer: { kind: 'json', status: 202, schema: EVENTS_ACCEPTED },
});
