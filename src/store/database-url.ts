import { StoreUnusable } from '../ports/store/unusable.ts';

export type DatabaseUrl =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** `sqlite:data/retorno.db` (relative to the working directory) or `postgres://…`. */
export const parseDatabaseUrl = (text: string): DatabaseUrl => {
  if (/^postgres(ql)?:\/\//.test(text)) return { kind: 'postgres', url: text };
  const path = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(text)?.[1];
  if (!path || path.startsWith(':'))
    throw new StoreUnusable('DATABASE_URL is neither sqlite:<path of a file> nor postgres://….');
  return { kind: 'sqlite', path };
};
