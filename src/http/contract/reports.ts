import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { INSTANT, MONEY } from './values.ts';

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
      from: INSTANT.optional(),
      to: INSTANT.optional(),
      groupBy: z.enum(['day', 'week', 'month', 'channel', 'step', 'platform', 'reason']).default('day').meta({
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
