import type { z } from 'zod';
import type { Endpoint } from '../../src/http/contract/endpoint.ts';
import type { Frame } from '../frames/frame.ts';
import { ApiProblem, type ProblemBody } from './problem.ts';

type Given<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;

/** What a caller hands in, as the contract takes it from outside. */
export type CallInput<Shape extends Endpoint> = {
  readonly params?: Given<Shape['params']>;
  readonly query?: Given<Shape['query']>;
  readonly body?: Given<Shape['body']>;
};

export type CallOutput<Shape extends Endpoint> = Shape['answer'] extends {
  kind: 'json';
  schema: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : undefined;

export type Call = <Shape extends Endpoint>(
  method: Shape['method'],
  path: Shape['path'],
  input?: CallInput<Shape>,
) => Promise<CallOutput<Shape>>;

export const API = '/api/v1';

/**
 * Calls the API with the contract's types only, so that its schemas weigh nothing in the browser; during development
 * every answer is checked against them. Throws `ApiProblem` for every answer that is a problem.
 */
export const createCall =
  (frame: Pick<Frame, 'authorise'>, language: () => string): Call =>
  async <Shape extends Endpoint>(
    method: Shape['method'],
    path: Shape['path'],
    input: CallInput<Shape> = {},
  ): Promise<CallOutput<Shape>> => {
    const response = await fetch(addressOf(path, input), {
      method: method.toUpperCase(),
      headers: {
        ...(await frame.authorise()),
        'Accept-Language': language(),
        ...(input.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: input.body === undefined ? null : JSON.stringify(input.body),
    });
    if (!response.ok) throw new ApiProblem(response.status, await problemBody(response));
    const answer: unknown = response.status === 204 ? undefined : await response.json();
    if (import.meta.env.DEV) await checkInDevelopment(method, path, answer);
    return answer as CallOutput<Shape>;
  };

/** The address of a call below the server's root, for links too (`carts.csv`). */
export const addressOf = (
  path: string,
  { params, query }: { readonly params?: unknown; readonly query?: unknown },
): string => {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_hole, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown> | undefined)?.[name])),
  );
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  return `${API}${filled}${search === '' ? '' : `?${search}`}`;
};

const problemBody = async (response: Response): Promise<ProblemBody> => {
  try {
    return (await response.json()) as ProblemBody;
  } catch {
    return {};
  }
};

const checkInDevelopment = async (method: string, path: string, answer: unknown): Promise<void> => {
  const { checkAnswer } = await import('./check-answer.ts');
  checkAnswer(method, path, answer);
};
