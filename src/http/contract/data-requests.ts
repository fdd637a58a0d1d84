import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { ID_PARAMS, INSTANT, PAGE_QUERY, pageOf } from './values.ts';

export const DATA_REQUEST = z
  .object({
    id: z.string(),
    receivedAt: INSTANT,
    dueAt: INSTANT,
    answeredAt: INSTANT.nullable().meta({ description: 'When the file was first taken.' }),
  })
  .meta({ id: 'DataRequest' });

export const LIST_DATA_REQUESTS = endpoint({
  name: 'listDataRequests',
  method: 'get',
  path: '/data-requests',
  summary: 'Shoppers who asked, through the platform, what is held about them, latest first',
  scope: 'admin',
  query: z.strictObject(PAGE_QUERY),
  answer: { kind: 'json', status: 200, schema: pageOf(DATA_REQUEST) },
});

export const READ_DATA_REQUEST_FILE = endpoint({
  name: 'readDataRequestFile',
  method: 'get',
  path: '/data-requests/{id}/file',
  summary: 'Everything held about who asked, as a file to hand over; taking it answers the request',
  scope: 'admin',
  params: ID_PARAMS,
  answer: {
    kind: 'file',
    status: 200,
    name: 'personal-data.json',
    schema: z.record(z.string(), z.unknown()).meta({
      id: 'PersonFile',
      description: 'Headings such as Contact, Consents, Carts, Orders and Messages sent, for people to read.',
    }),
  },
});
