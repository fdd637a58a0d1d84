import { problemOf, type FieldError } from '../../api/problem.ts';

/** The errors of a draft, by their place in the draft: the API says where in the whole body they stand. */
export const templateErrors = (error: unknown): readonly FieldError[] =>
  (problemOf(error)?.errors ?? []).map((one) => ({
    ...one,
    path: one.path.replace(/^.*?(?=(subject|preheader|blocks\.\d+(\.text)?)$)/, ''),
  }));
