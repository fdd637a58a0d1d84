import { z } from 'zod';
import { call, type Answer } from './call.ts';
import type { World } from '../support/world.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- an OpenAPI document as it came over the wire
export type ApiDocument = any;

export const readDocument = async (world: World): Promise<ApiDocument> =>
  (await call(`${world.url}/api/openapi.json`)).body;

export type Operation = { readonly method: string; readonly path: string; readonly id: string };

export const operationsOf = (document: ApiDocument): readonly Operation[] =>
  Object.entries(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
    ([path, operations]) =>
      Object.entries(operations).map(([method, { operationId }]) => ({ method, path, id: operationId })),
  );

/** What in an answer is not as the document says; empty when all is. */
export const deviations = (document: ApiDocument, operation: string, answer: Answer): readonly string[] => {
  const response = responseOf(document, operation, answer);
  if (response === undefined) return [`${operation} does not describe ${answer.status}`];
  const [content] = Object.values((response.content ?? {}) as Record<string, { schema: object }>);
  if (content === undefined || answer.body === null) return [];
  const whole = { $defs: document.components.schemas, ...content.schema };
  const local = JSON.parse(JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/')) as object;
  const judged = z.fromJSONSchema(local as Parameters<typeof z.fromJSONSchema>[0]).safeParse(answer.body);
  return judged.success
    ? []
    : judged.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

const responseOf = (document: ApiDocument, operation: string, answer: Answer): ApiDocument => {
  const found = operationsOf(document).find(({ id }) => id === operation);
  const described = document.paths[found?.path ?? '']?.[found?.method ?? ''];
  const isProblem = answer.headers['content-type']?.startsWith('application/problem+json') ?? false;
  return isProblem ? described?.responses.default : described?.responses[answer.status];
};
