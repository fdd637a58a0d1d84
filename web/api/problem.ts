/** What the API answered instead: `code` is stable, the rest is for people. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[];

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.code ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = body.code ?? 'unknown';
    this.errors = body.errors ?? [];
  }
}

export type FieldError = {
  readonly path: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
};

export type ProblemBody = {
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
};

export const problemOf = (error: unknown): ApiProblem | null => (error instanceof ApiProblem ? error : null);

/** What is wrong with one member of what was sent; undefined when nothing is. */
export const errorAt = (error: unknown, path: string): string | undefined =>
  problemOf(error)?.errors.find((entry) => entry.path === path)?.message;
