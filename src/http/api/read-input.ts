import type { Request } from 'express';
import { z } from 'zod';
import { decodeJson } from '../../core/words/json.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import { NOT_FOUND, TOO_LARGE, invalidInput, problem, type Problem, type ProblemError } from '../problem.ts';
import { readRawBody, type RawBody } from '../raw-body.ts';

export type ReadInput =
  | { readonly kind: 'input'; readonly params: unknown; readonly query: unknown; readonly body: unknown }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Parses what a call brings by its endpoint's schemas: parameters 404, query 400, body 422. */
export const readInput = async (request: Request, endpoint: Endpoint): Promise<ReadInput> => {
  const params = endpoint.params?.safeParse(request.params);
  if (params?.success === false || hasNul(request.params)) return { kind: 'problem', problem: NOT_FOUND };
  const query = (endpoint.query ?? NO_QUERY).safeParse(request.query);
  if (!query.success) return { kind: 'problem', problem: invalidInput(400, errorsOf(query.error)) };
  if (hasNul(request.query)) return { kind: 'problem', problem: invalidInput(400, [NUL]) };
  if (endpoint.body === undefined)
    return { kind: 'input', params: params?.data, query: query.data, body: undefined };
  const body = await readBody(request, endpoint.body);
  if (body.kind === 'problem') return body;
  return { kind: 'input', params: params?.data, query: query.data, body: body.value };
};

const NO_QUERY = z.strictObject({});
const NUL: ProblemError = { path: '', message: 'must not contain NUL' };

/** SQLite would keep a NUL and PostgreSQL refuse it. */
const hasNul = (values: Readonly<Record<string, unknown>>): boolean =>
  Object.values(values).some((value) => typeof value === 'string' && value.includes('\0'));

type ReadBody =
  | { readonly kind: 'body'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly problem: Problem };

const readBody = async (request: Request, schema: z.ZodType): Promise<ReadBody> => {
  const raw = await new Promise<RawBody>((resolve) => {
    readRawBody(request, resolve);
  });
  if (raw.kind !== 'read') return { kind: 'problem', problem: REFUSED_BODIES[raw.kind] };
  const json = decodeJson(raw.bytes);
  if (json.kind === 'unreadable')
    return { kind: 'problem', problem: invalidInput(422, [{ path: '', message: json.reason }]) };
  const parsed = schema.safeParse(json.value);
  if (!parsed.success) return { kind: 'problem', problem: invalidInput(422, errorsOf(parsed.error)) };
  return { kind: 'body', value: parsed.data };
};

const REFUSED_BODIES = {
  too_large: TOO_LARGE,
  encoded: problem(415, 'invalid_input', 'Compressed bodies are not taken.'),
  aborted: problem(400, 'invalid_input', 'The body ended early.'),
} as const;

/** One entry per member; an unknown member is named itself rather than its parent. */
export const errorsOf = (error: z.core.$ZodError): ProblemError[] =>
  error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'is not known' }))
      : [{ path: issue.path.join('.'), message: issue.message }],
  );
