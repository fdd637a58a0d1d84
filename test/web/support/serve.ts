import type { Endpoint, Input, Output } from '../../../src/http/contract/endpoint.ts';

export type Answer = { readonly status: number; readonly body: unknown };
export type Served = {
  readonly endpoint: Endpoint;
  readonly answer: (input: { params: unknown; query: unknown; body: unknown }) => Answer;
};

export const serve = <const Shape extends Endpoint>(
  endpoint: Shape,
  answer: (input: Input<Shape>) => Output<Shape> | Answer,
): Served => ({
  endpoint,
  answer: (input) => {
    const given = answer(input as Input<Shape>);
    return isAnswer(given) ? given : { status: endpoint.answer.status, body: given };
  },
});

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'status' in value && 'body' in value;

export const problem = (status: number, code: string, more: object = {}): Answer => ({
  status,
  body: { type: 'about:blank', title: 'Problem', status, code, detail: `Refused: ${code}.`, ...more },
});
