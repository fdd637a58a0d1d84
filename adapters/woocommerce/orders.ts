import type { CartObservation, OrderObservation } from '../../src/core/cart/observation.ts';
import { isRecord } from '../../src/core/privacy/projection.ts';
import { id, instantInUtc } from '../../src/core/words/tolerant.ts';
import type { AdapterContext, Listing, ListRequest, UnreadItem } from '../../src/ports/adapter.ts';
import { readOrder } from './order.ts';
import { createRest } from './rest.ts';

const PER_PAGE = 100;

/**
 * The order tail by REST: orders changed since, oldest change first, read as the webhooks are. The next page begins
 * at the last change read, not at a number: an order that changes meanwhile moves to the end, and by numbers the one
 * after it would be skipped. Only within one second, the finest these dates are, pages are counted.
 */
export async function* orders(request: ListRequest, context: AdapterContext): AsyncIterable<Listing> {
  const rest = createRest(context);
  if (rest === null) {
    yield { kind: 'unauthorized' };
    return;
  }
  for (let at: Place | null = { since: request.since, page: 1 }; at !== null;) {
    const window = changedWithin({ ...request, since: at.since });
    const answer = await rest('orders', { ...window, per_page: String(PER_PAGE), page: String(at.page) });
    if (answer.kind !== 'answered') {
      yield answer;
      return;
    }
    if (!Array.isArray(answer.data)) {
      yield { kind: 'unavailable', reason: 'the shop answered no list of orders' };
      return;
    }
    yield pageOf(answer.data, context);
    at = hasMore(answer.data, answer.pages, at) ? placeAfter(answer.data, at) : null;
  }
}

type Place = { readonly since: Date; readonly page: number };

const hasMore = (items: readonly unknown[], pages: number | null, { page }: Place): boolean =>
  items.length > 0 && (pages === null ? items.length === PER_PAGE : page < pages);

const placeAfter = (items: readonly unknown[], { since, page }: Place): Place => {
  const last = items.at(-1);
  const changedAt = isRecord(last) ? instantInUtc.parse(last['date_modified_gmt']) : null;
  return changedAt !== null && changedAt > since ? { since: changedAt, page: 1 } : { since, page: page + 1 };
};

/** Both ends are exclusive, so they are a second wider than asked. */
const changedWithin = ({ since, until }: ListRequest): Record<string, string> => ({
  modified_after: naiveUtc(since.getTime() - 1_000),
  ...(until === null ? {} : { modified_before: naiveUtc(until.getTime() + 1_000) }),
  dates_are_gmt: 'true',
  orderby: 'modified',
  order: 'asc',
});

/** Without a zone: with one beside `dates_are_gmt` the shop shifts it twice and answers nothing. */
const naiveUtc = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 19);

const pageOf = (items: readonly unknown[], { now, store }: AdapterContext): Listing => {
  const observations: (OrderObservation | CartObservation)[] = [];
  const unread: UnreadItem[] = [];
  for (const item of items) {
    const read = readOrder(item, { receivedAt: now(), store });
    if (read.kind === 'read') observations.push(read.observation);
    if (read.kind === 'malformed') {
      unread.push({ externalId: isRecord(item) ? id.parse(item['id']) : null, reason: read.reason });
    }
  }
  return { kind: 'page', observations, unread };
};
