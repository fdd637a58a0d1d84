import { z } from 'zod';
import { objectOf, textUpTo } from '../../src/core/words/tolerant.ts';
import type { AdapterContext, Listing, ListRequest, UnreadItem } from '../../src/ports/adapter.ts';
import type { Observation } from '../../src/core/cart/observation.ts';
import type { Ask } from './api.ts';
import type { Reading } from './cart.ts';
import { refusalOf } from './api.ts';
import type { Answer, NoAnswer } from './exchange.ts';

export type Search = {
  /** The address of the search. */
  readonly path: string;
  /** The member of the answer that holds what was found. */
  readonly member: string;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly sort?: readonly { readonly fieldName: string; readonly order: 'ASC' | 'DESC' }[];
};

export type Found = { readonly kind: 'found'; readonly items: readonly unknown[] };

const PER_PAGE = 100;
/** A server that never comes to an end is broken. */
const MOST_PAGES = 1_000;

/** Reads a search page after page by its cursors; after anything but found things there is no more. */
export async function* searchPages(
  search: Search,
  ask: Ask,
  context: AdapterContext,
): AsyncGenerator<Found | NoAnswer> {
  let cursor: string | null = null;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await ask(
      { method: 'POST', path: search.path, body: { search: asked(search, cursor) } },
      context,
    );
    const found = foundIn(answer, search.member);
    yield found;
    if (found.kind !== 'found' || answer.kind !== 'answered') return;
    const next = nextCursor(answer.data);
    if (next === null || next === cursor || found.items.length === 0) return;
    cursor = next;
  }
  yield { kind: 'unavailable', reason: 'the list does not end' };
}

/** A cursor stands for filter and order too. */
const asked = ({ filter, sort }: Search, cursor: string | null) =>
  cursor === null
    ? { filter, ...(sort === undefined ? {} : { sort }), cursorPaging: { limit: PER_PAGE } }
    : { cursorPaging: { limit: PER_PAGE, cursor } };

const foundIn = (answer: Answer, member: string): Found | NoAnswer => {
  if (answer.kind === 'rejected' || answer.kind === 'not_found')
    return { kind: 'unavailable', reason: refusalOf(answer) };
  if (answer.kind !== 'answered') return answer;
  const items = answer.data[member];
  return Array.isArray(items)
    ? { kind: 'found', items }
    : { kind: 'unavailable', reason: `Wix answered no ${member}` };
};

/** Orders say `metadata`, abandoned checkouts `pagingMetadata`. */
const nextCursor = (data: Readonly<Record<string, unknown>>): string | null => {
  const { metadata, pagingMetadata } = paging.parse(data);
  return metadata?.cursors?.next ?? pagingMetadata?.cursors?.next ?? null;
};

const cursors = objectOf(z.object({ cursors: objectOf(z.object({ next: textUpTo(16_000) })) }));
const paging = z.object({ metadata: cursors, pagingMetadata: cursors });

/** Both ends included. */
export const changedWithin = ({ since, until }: ListRequest) => ({
  updatedDate: {
    $gte: since.toISOString(),
    ...(until === null ? {} : { $lte: until.toISOString() }),
  },
});

export const OLDEST_CHANGE_FIRST = [{ fieldName: 'updatedDate', order: 'ASC' }] as const;

type Read = (item: unknown, reading: Reading) => Observation | null;

/** A page of found things as the webhooks would tell them. */
export const pageOf = (items: readonly unknown[], read: Read, { now, store }: AdapterContext): Listing => {
  const observations: Observation[] = [];
  const unread: UnreadItem[] = [];
  for (const item of items) {
    const told = read(item, { receivedAt: now(), store, sequence: null });
    if (told === null) unread.push({ externalId: null, reason: 'it has no id' });
    else observations.push(told);
  }
  return { kind: 'page', observations, unread };
};
