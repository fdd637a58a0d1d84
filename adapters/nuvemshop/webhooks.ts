import { z } from 'zod';
import { id, text } from '../../src/core/words/tolerant.ts';
import type { AdapterContext } from '../../src/ports/adapter.ts';
import type { WantedWebhooks, Webhooks, WebhooksKept } from '../../src/ports/platform-work.ts';
import type { Answer, Ask, Changed, NoAnswer, Tell } from './api.ts';
import { readPages } from './pages.ts';

/**
 * There is none of carts. An order's tell that it is to be looked at again, so only those are registered without which
 * a change would be seen late; the privacy topics stand in the partner panel.
 */
const EVENTS = [
  'order/created',
  'order/updated',
  'order/paid',
  'order/pending',
  'order/voided',
  'order/cancelled',
  'order/edited',
  'app/uninstalled',
  'app/suspended',
  'app/resumed',
];

/** A re-install leaves the former webhooks in place, so what is there is looked at before anything is made. */
export const createWebhooks = (ask: Ask, tell: Tell): Webhooks => ({
  keep: async (wanted, context) => {
    if (!wanted.address.startsWith('https://'))
      return { kind: 'unavailable', reason: 'Nuvemshop takes https addresses only: APP_URL has to be one' };
    const listed = await listOurs(wanted, ask, context);
    if (listed.kind !== 'listed') return listed;
    return settle(listed.ours, { wanted, tell, context });
  },
});

type Registered = { readonly id: string; readonly event: string };
type Listed = { readonly kind: 'listed'; readonly ours: readonly Registered[] } | NoAnswer;

const listOurs = async ({ address }: WantedWebhooks, ask: Ask, context: AdapterContext): Promise<Listed> => {
  const ours: Registered[] = [];
  for await (const page of readPages({ path: 'webhooks', query: {} }, ask, context)) {
    if (page.kind !== 'items') return unanswered(page);
    for (const item of page.items) {
      const read = webhookBody.safeParse(item);
      if (!read.success || read.data.url !== address) continue;
      const { id: known, event } = read.data;
      if (known !== null && event !== null) ours.push({ id: known, event });
    }
  }
  return { kind: 'listed', ours };
};

const webhookBody = z.object({ id, event: text, url: text });

const unanswered = (
  answer: Exclude<Answer | Changed, { kind: 'answered' | 'not_found' | 'changed' }>,
): NoAnswer => {
  if (answer.kind === 'paused')
    return { kind: 'unavailable', reason: 'the store is paused at Nuvemshop (402)' };
  if (answer.kind === 'refused')
    return { kind: 'unavailable', reason: `Nuvemshop refuses the webhook (${answer.status})` };
  return answer;
};

type Settling = {
  readonly wanted: WantedWebhooks;
  readonly tell: Tell;
  readonly context: AdapterContext;
};

/** The oldest of each event stays; what is ours and no longer wanted, or there twice, goes. */
const settle = async (
  ours: readonly Registered[],
  { wanted, tell, context }: Settling,
): Promise<WebhooksKept> => {
  const kept = new Set<string>();
  const made: string[] = [];
  const removed: string[] = [];
  for (const { id: known, event } of ours) {
    if (EVENTS.includes(event) && !kept.has(event)) {
      kept.add(event);
      continue;
    }
    if (!/^\d{1,20}$/.test(known)) continue;
    const gone = await tell({ method: 'DELETE', path: `webhooks/${known}` }, context);
    if (gone.kind !== 'changed' && !(gone.kind === 'refused' && gone.status === 404)) return unanswered(gone);
    removed.push(event);
  }
  for (const event of EVENTS.filter((one) => !kept.has(one))) {
    const body = { event, url: wanted.address };
    const answer = await tell({ method: 'POST', path: 'webhooks', body }, context);
    if (answer.kind !== 'changed') return unanswered(answer);
    made.push(event);
  }
  return { kind: 'kept', topics: EVENTS, made, mended: [], removed };
};
