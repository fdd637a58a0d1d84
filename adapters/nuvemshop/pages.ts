import type { StoreObservation } from '../../src/core/cart/observation.ts';
import type { AdapterContext, Listing } from '../../src/ports/adapter.ts';
import type { Answer, Ask, NoAnswer, Query } from './api.ts';

export type Items = {
  readonly kind: 'items';
  readonly items: readonly unknown[];
  /** All that the whole list holds, where the platform says so. */
  readonly total: number | null;
  readonly isFirst: boolean;
};

export type List = { readonly path: string; readonly query: Query };

const PER_PAGE = 200;
/** A server that never comes to an end is broken. */
const MOST_PAGES = 1_000;

/**
 * Reads a list page after page, as `Link` leads. Only its parameters are followed, never its address: the token goes
 * nowhere but to the API. After anything but items there is no more.
 */
export async function* readPages(
  { path, query }: List,
  ask: Ask,
  context: AdapterContext,
): AsyncGenerator<Items | Exclude<Answer, { kind: 'answered' | 'not_found' }>> {
  let next: Query | null = { ...query, page: '1', per_page: String(PER_PAGE) };
  for (let page = 1, seen = 0; next !== null; page += 1) {
    const answer = await ask(path, next, context);
    if (answer.kind === 'not_found' && (answer.saysEmpty || page > 1)) {
      if (page === 1) yield { kind: 'items', items: [], total: 0, isFirst: true };
      return;
    }
    const read = page > MOST_PAGES ? ENDLESS : itemsOf(answer, page);
    yield read;
    if (read.kind !== 'items' || answer.kind !== 'answered') return;
    seen += read.items.length;
    const following = nextQuery(next, {
      headers: answer.headers,
      total: read.total,
      seen,
      count: read.items.length,
    });
    next = read.items.length === 0 || isSame(following, next) ? null : following;
  }
}

const ENDLESS: NoAnswer = { kind: 'unavailable', reason: 'the list does not end' };

const itemsOf = (
  answer: Answer,
  page: number,
): Items | Exclude<Answer, { kind: 'answered' | 'not_found' }> => {
  if (answer.kind === 'not_found') return { kind: 'unavailable', reason: 'Nuvemshop answered 404' };
  if (answer.kind !== 'answered') return answer;
  if (!Array.isArray(answer.data)) return { kind: 'unavailable', reason: 'Nuvemshop answered no list' };
  return { kind: 'items', items: answer.data, total: totalIn(answer.headers), isFirst: page === 1 };
};

const totalIn = (headers: Headers): number | null => {
  const told = headers.get('x-total-count')?.trim() ?? '';
  return /^\d{1,9}$/.test(told) ? Number(told) : null;
};

type Progress = {
  readonly headers: Headers;
  readonly total: number | null;
  readonly seen: number;
  readonly count: number;
};

/** `Link` says what comes next; without it the total does, which also holds where `per_page` was cut silently. */
const nextQuery = (query: Query, { headers, total, seen, count }: Progress): Query | null => {
  const link = headers.get('link');
  if (link !== null) {
    const target = nextTarget(link);
    return target === null ? null : { ...query, ...Object.fromEntries(target.searchParams) };
  }
  const isMore = total === null ? count >= PER_PAGE : seen < total;
  return isMore ? { ...query, page: String(Number(query['page']) + 1) } : null;
};

const nextTarget = (link: string): URL | null => {
  const target = /<([^<>]{1,4096})>\s*;[^<,]*\brel="?next\b/i.exec(link)?.[1] ?? '';
  return URL.canParse(target, 'https://api.invalid') ? new URL(target, 'https://api.invalid') : null;
};

const isSame = (one: Query | null, other: Query): boolean =>
  one !== null && Object.keys({ ...one, ...other }).every((parameter) => one[parameter] === other[parameter]);

/** How a listing ends when there is no answer. A paused store is told of first: nothing is sent for it. */
export function* endOf(
  answer: Exclude<Answer, { kind: 'answered' | 'not_found' }>,
  now: Date,
): Generator<Listing> {
  if (answer.kind !== 'paused') {
    yield answer;
    return;
  }
  yield { kind: 'page', observations: [pausedAt(now)], unread: [] };
  yield { kind: 'unavailable', reason: 'the store is paused at Nuvemshop (402)' };
}

/** When free days run out no webhook says so, nor perhaps when they are paid for: the API has to be asked again. */
export const pausedAt = (at: Date): StoreObservation => ({
  kind: 'store',
  change: 'paused',
  because: 'unpaid',
  at,
});
