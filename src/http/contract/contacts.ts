import { z } from 'zod';
import { ABANDONMENT_REASONS, CONTACT_ANSWERS, CONTACT_CHANNELS } from '../../core/words/vocabulary.ts';
import { endpoint } from './endpoint.ts';
import { ID_PARAMS, INSTANT, PAGE_QUERY, pageOf } from './values.ts';

const NOTES = z.string().max(5_000);

export const CONTACT_INPUT = z
  .strictObject({
    channel: z.enum(CONTACT_CHANNELS),
    reached: z.boolean(),
    answer: z.enum(CONTACT_ANSWERS).default('none'),
    reason: z.enum(ABANDONMENT_REASONS).nullish(),
    notes: NOTES.default(''),
    nextAttemptAt: INSTANT.nullish(),
  })
  .meta({ id: 'ContactInput' });

export const CONTACT = z
  .object({
    id: z.string(),
    cartId: z.string(),
    at: INSTANT,
    channel: z.enum(CONTACT_CHANNELS),
    reached: z.boolean(),
    answer: z.enum(CONTACT_ANSWERS),
    reason: z.enum(ABANDONMENT_REASONS).nullable(),
    notes: z.string(),
    nextAttemptAt: INSTANT.nullable(),
  })
  .meta({ id: 'Contact' });

export const LOG_CONTACT = endpoint({
  name: 'logContact',
  method: 'post',
  path: '/carts/{id}/contacts',
  summary: 'Notes what a person of the store did by hand; reminders rest, a negative answer ends them',
  scope: 'admin',
  params: ID_PARAMS,
  body: CONTACT_INPUT,
  answer: { kind: 'json', status: 201, schema: CONTACT },
});

export const LIST_CONTACTS = endpoint({
  name: 'listContacts',
  method: 'get',
  path: '/carts/{id}/contacts',
  summary: 'The contacts made about a cart, latest first',
  scope: 'admin',
  params: ID_PARAMS,
  query: z.strictObject(PAGE_QUERY),
  answer: { kind: 'json', status: 200, schema: pageOf(CONTACT) },
});
