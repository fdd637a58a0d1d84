import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { ID_PARAMS, INSTANT, PAGE_QUERY, QUERY_BOOLEAN, pageOf } from './values.ts';

export const SHOPPER = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    registered: z.boolean().nullable(),
    carts: z.number().int(),
    orders: z.number().int(),
    hasAbandonedCart: z.boolean(),
    abandonedCartId: z.string().nullable().meta({ description: 'The latest one, where there is one.' }),
    lastActivityAt: INSTANT,
  })
  .meta({ id: 'Shopper' });

export const LIST_SHOPPERS = endpoint({
  name: 'listShoppers',
  method: 'get',
  path: '/shoppers',
  summary: 'Shoppers, latest activity first',
  scope: 'admin',
  query: z.strictObject({
    hasAbandonedCart: QUERY_BOOLEAN.optional(),
    registered: QUERY_BOOLEAN.optional(),
    q: z.string().min(1).max(200).optional(),
    ...PAGE_QUERY,
  }),
  answer: { kind: 'json', status: 200, schema: pageOf(SHOPPER) },
});

export const TRUST_SHOPPER = endpoint({
  name: 'trustShopper',
  method: 'post',
  path: '/shoppers/{id}/trust',
  summary: 'Says that a shopper who looks like a program is a person',
  scope: 'admin',
  params: ID_PARAMS,
  answer: { kind: 'empty', status: 204 },
});

export const DISTRUST_SHOPPER = endpoint({
  name: 'distrustShopper',
  method: 'delete',
  path: '/shoppers/{id}/trust',
  summary: 'Takes that back',
  scope: 'admin',
  params: ID_PARAMS,
  answer: { kind: 'empty', status: 204 },
});
