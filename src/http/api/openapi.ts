import { z } from 'zod';
import type { Endpoint } from '../contract/endpoint.ts';
import { POST_EVENTS } from '../contract/events.ts';

type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 document of exactly these endpoints, made from the schemas that parse and answer. */
export const describeApi = (endpoints: readonly Endpoint[], appUrl: string): Json => {
  const components = new Map<string, unknown>();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    const path = (paths[`/api/v1${endpoint.path}`] ??= {});
    path[endpoint.method] = operationOf(endpoint, components);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Retorno',
      version: '1',
      description: 'Recovery of abandoned carts. Errors are RFC 9457 problems.',
    },
    servers: [{ url: appUrl }],
    security: [{ bearer: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'retorno_session' },
      },
      schemas: { ...Object.fromEntries(components), Problem: PROBLEM },
    },
  };
};

const operationOf = (endpoint: Endpoint, components: Map<string, unknown>): Json => ({
  operationId: endpoint.name,
  summary: endpoint.summary,
  ...(endpoint.scope === 'events' ? { security: [{ bearer: [] }] } : {}),
  parameters: [
    ...parametersOf(endpoint.params, 'path', components),
    ...parametersOf(endpoint.query, 'query', components),
  ],
  ...(endpoint.body === undefined ? {} : { requestBody: bodyOf(endpoint, endpoint.body, components) }),
  responses: responsesOf(endpoint, components),
});

const parametersOf = (
  schema: z.ZodObject | undefined,
  place: 'path' | 'query',
  components: Map<string, unknown>,
) => {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = toJsonSchema(schema, 'input', components) as {
    properties?: Record<string, unknown>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, described]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: described,
  }));
};

const bodyOf = (endpoint: Endpoint, schema: z.ZodType, components: Map<string, unknown>): Json => ({
  required: endpoint.name === POST_EVENTS.name || !schema.safeParse(undefined).success,
  content: { 'application/json': { schema: toJsonSchema(schema, 'input', components) } },
});

const responsesOf = (endpoint: Endpoint, components: Map<string, unknown>): Json => ({
  [endpoint.answer.status]: answerOf(endpoint, components),
  default: {
    description: 'A problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  },
});

const answerOf = ({ answer }: Endpoint, components: Map<string, unknown>): Json => {
  if (answer.kind === 'empty') return { description: 'Done' };
  if (answer.kind === 'csv')
    return { description: 'UTF-8 with BOM', content: { 'text/csv': { schema: { type: 'string' } } } };
  return {
    description: 'Done',
    content: { 'application/json': { schema: toJsonSchema(answer.schema, 'output', components) } },
  };
};

/** Schemas with an id are written once, among the components. */
const toJsonSchema = (schema: z.ZodType, io: 'input' | 'output', components: Map<string, unknown>): Json => {
  const written = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' });
  const {
    $schema: _dialect,
    $defs: defs = {},
    ...rest
  } = pointToComponents(written) as Json & { $defs?: Json };
  for (const [name, described] of Object.entries(defs)) components.set(name, withoutId(described as Json));
  if (typeof rest['id'] !== 'string') return rest;
  components.set(rest['id'], withoutId(rest));
  return { $ref: `#/components/schemas/${rest['id']}` };
};

const withoutId = ({ id: _id, ...rest }: Json): Json => rest;

const pointToComponents = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(pointToComponents);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) =>
      name === '$ref' && typeof member === 'string'
        ? [name, member.replace('#/$defs/', '#/components/schemas/')]
        : [name, pointToComponents(member)],
    ),
  );
};

const PROBLEM: Json = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: {
          path: { type: 'string' },
          message: { type: 'string' },
          line: { type: 'integer' },
          column: { type: 'integer' },
        },
      },
    },
  },
};
