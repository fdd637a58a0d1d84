import { z } from 'zod';
import type { Observation } from '../../src/core/cart/observation.ts';
import { isRecord } from '../../src/core/privacy/projection.ts';
import { flag, objectOf, text } from '../../src/core/words/tolerant.ts';
import type { Listing, ListRequest, UnreadItem } from '../../src/ports/adapter.ts';

export type Page = {
  readonly nodes: readonly unknown[];
  /** The cursor of the page behind it; null: it is the last. */
  readonly next: string | null;
};

/** One page of a listing; null where what came is none, or where more is promised without the way to it. */
export const pageIn = (listing: unknown): Page | null => {
  const page = objectOf(connection).parse(listing);
  if (page === null || !Array.isArray(page.nodes)) return null;
  const hasMore = page.pageInfo?.hasNextPage === true;
  const next = page.pageInfo?.endCursor ?? null;
  return hasMore && next === null ? null : { nodes: page.nodes, next: hasMore ? next : null };
};

const connection = z.object({
  nodes: z.unknown().optional(),
  pageInfo: objectOf(z.object({ hasNextPage: flag, endCursor: text })),
});

/** Both ends included, in the words of Shopify's search. */
export const changedWithin = ({ since, until }: ListRequest): string =>
  `updated_at:>='${since.toISOString()}'${until === null ? '' : ` updated_at:<='${until.toISOString()}'`}`;

type Reading = {
  readonly read: (node: Record<string, unknown>) => Observation | null;
  /** Why a node of which `read` makes nothing counts as unread. */
  readonly unreadable: string;
};

/** The nodes of a page as the webhooks would tell them. */
export const observedOf = (nodes: readonly unknown[], { read, unreadable }: Reading): Listing => {
  const observations: Observation[] = [];
  const unread: UnreadItem[] = [];
  for (const node of nodes) {
    const observed = isRecord(node) ? read(node) : null;
    if (observed === null) unread.push({ externalId: null, reason: unreadable });
    else observations.push(observed);
  }
  return { kind: 'page', observations, unread };
};
