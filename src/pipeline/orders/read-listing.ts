import type { Observation } from '../../core/cart/observation.ts';
import type { Adapter, AdapterContext, Listing, ListRequest, UnreadItem } from '../../ports/adapter.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import { contextOf, type ContextParts } from '../adapter-context.ts';

export type ListParts = ContextParts & Pick<AdapterContext, 'pause'>;

/** What came of a listing; its pages were handed over as they came. */
export type Listed =
  | { readonly kind: 'complete'; readonly unread: readonly UnreadItem[] }
  | { readonly kind: 'broken'; readonly reason: string; readonly retryAfterMs: number | null };

type List = NonNullable<Adapter['orders']>;

/** Reads a listing of the platform to its end, page by page; stops at whatever is no page. */
export const readListing = async (
  parts: ListParts,
  {
    store,
    list,
    request,
  }: { readonly store: ConnectedStore; readonly list: List; readonly request: ListRequest },
  take: (observations: readonly Observation[]) => Promise<void>,
): Promise<Listed> => {
  const unread: UnreadItem[] = [];
  const { pause } = parts;
  const context = { ...(await contextOf(parts, store)), ...(pause === undefined ? {} : { pause }) };
  for await (const listing of list(request, context)) {
    if (listing.kind !== 'page') return broken(listing);
    unread.push(...listing.unread);
    await take(listing.observations);
  }
  return { kind: 'complete', unread };
};

const broken = (listing: Exclude<Listing, { readonly kind: 'page' }>): Listed => {
  switch (listing.kind) {
    case 'unauthorized':
      return { kind: 'broken', reason: 'unauthorized', retryAfterMs: null };
    case 'rate_limited':
      return { kind: 'broken', reason: 'rate_limited', retryAfterMs: listing.retryAfterMs };
    case 'unavailable':
      return { kind: 'broken', reason: listing.reason, retryAfterMs: null };
  }
};
