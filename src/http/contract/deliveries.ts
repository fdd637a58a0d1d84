import { z } from 'zod';
import { DELIVERY_STATES, PLATFORMS } from '../../core/words/vocabulary.ts';
import { endpoint } from './endpoint.ts';
import { ID_PARAMS, INSTANT, PAGE_QUERY, commaList, pageOf } from './values.ts';

export const DELIVERY = z
  .object({
    id: z.string(),
    platform: z.enum(PLATFORMS),
    topic: z.string(),
    receivedAt: INSTANT,
    state: z.enum(DELIVERY_STATES),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });

export const LIST_DELIVERIES = endpoint({
  name: 'listDeliveries',
  method: 'get',
  path: '/deliveries',
  summary: 'Webhooks and events received, latest first',
  scope: 'admin',
  query: z.strictObject({ state: commaList(DELIVERY_STATES).optional(), ...PAGE_QUERY }),
  answer: { kind: 'json', status: 200, schema: pageOf(DELIVERY) },
});

export const REPLAY_DELIVERY = endpoint({
  name: 'replayDelivery',
  method: 'post',
  path: '/deliveries/{id}/replay',
  summary: 'Processes a delivery again',
  scope: 'admin',
  params: ID_PARAMS,
  answer: { kind: 'json', status: 202, schema: DELIVERY },
});
