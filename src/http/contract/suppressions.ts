import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { ID_PARAMS, INSTANT, PAGE_QUERY, pageOf } from './values.ts';

const CHANNEL = z.enum(['email', 'whatsapp', 'sms', 'all']);
const PURPOSE = z.enum(['marketing', 'all']);

export const SUPPRESSION = z
  .object({
    id: z.string(),
    channel: CHANNEL,
    purpose: PURPOSE,
    at: INSTANT,
    source: z.string(),
    hint: z.string().nullable().meta({ description: 'The masked address; only its hash is kept.' }),
  })
  .meta({ id: 'Suppression' });

export const LIST_SUPPRESSIONS = endpoint({
  name: 'listSuppressions',
  method: 'get',
  path: '/suppressions',
  summary: 'Opt-outs, latest first',
  scope: 'admin',
  query: z.strictObject(PAGE_QUERY),
  answer: { kind: 'json', status: 200, schema: pageOf(SUPPRESSION) },
});

export const ADD_SUPPRESSION = endpoint({
  name: 'addSuppression',
  method: 'post',
  path: '/suppressions',
  summary: 'Opts somebody out of a channel',
  scope: 'admin',
  body: z
    .strictObject({
      email: z.string().min(3).max(254).optional(),
      phone: z.string().min(3).max(40).optional(),
      channel: CHANNEL,
      purpose: PURPOSE,
    })
    .refine((input) => (input.email === undefined) !== (input.phone === undefined), {
      path: ['email'],
      error: 'either email or phone is needed',
    }),
  answer: { kind: 'json', status: 201, schema: SUPPRESSION },
});

export const REMOVE_SUPPRESSION = endpoint({
  name: 'removeSuppression',
  method: 'delete',
  path: '/suppressions/{id}',
  summary: 'Takes an opt-out back',
  scope: 'admin',
  params: ID_PARAMS,
  answer: { kind: 'empty', status: 204 },
});
