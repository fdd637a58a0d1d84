import type { z } from 'zod';

/** One call of the REST API: what it takes and what it answers. Handlers, OpenAPI and the admin are made from it. */
export type Endpoint = {
  /** Unique; the operation's id in the OpenAPI document. */
  readonly name: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/api/v1`, parameters in braces. */
  readonly path: string;
  readonly summary: string;
  readonly scope: 'admin' | 'events';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly answer: Answer;
};

export type Answer =
  | { readonly kind: 'json'; readonly status: 200 | 201 | 202; readonly schema: z.ZodType }
  | { readonly kind: 'empty'; readonly status: 204 }
  | { readonly kind: 'csv'; readonly status: 200 }
  /** A JSON document for people, to be saved under this name. */
  | { readonly kind: 'file'; readonly status: 200; readonly name: string; readonly schema: z.ZodType };

/** Keeps an endpoint's exact type, so that its handler sees the parsed input. */
export const endpoint = <const Shape extends Endpoint>(shape: Shape): Shape => shape;

export type Input<Shape extends Endpoint> = {
  readonly params: Shape['params'] extends z.ZodType ? z.infer<Shape['params']> : undefined;
  readonly query: Shape['query'] extends z.ZodType ? z.infer<Shape['query']> : undefined;
  readonly body: Shape['body'] extends z.ZodType ? z.infer<Shape['body']> : undefined;
};

export type Output<Shape extends Endpoint> = Shape['answer'] extends {
  kind: 'json' | 'file';
  schema: infer Schema;
}
  ? Schema extends z.ZodType
    ? z.input<Schema>
    : never
  : undefined;
