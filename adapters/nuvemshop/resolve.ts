import type { AdapterContext, Resolved, StoredDelivery } from '../../src/ports/adapter.ts';
import type { Ask } from './api.ts';
import { readOrder } from './order.ts';
import { pausedAt } from './pages.ts';
import { namedBody } from './payloads.ts';
import { resolveStoreRedaction, STORE_REDACTION } from './store-redaction.ts';

/** What has to be asked for: an order by its id, or whether the app is still installed. */
export const createResolve =
  (ask: Ask) =>
  (delivery: StoredDelivery, context: AdapterContext): Promise<Resolved> =>
    delivery.topic === STORE_REDACTION
      ? resolveStoreRedaction(delivery, ask, context)
      : resolveOrder(delivery, ask, context);

/** What the order that a webhook named is now, whatever the event said: events come late, twice and out of order. */
const resolveOrder = async (
  { body }: StoredDelivery,
  ask: Ask,
  context: AdapterContext,
): Promise<Resolved> => {
  const { id } = namedBody.catch({ store_id: null, event: null, id: null }).parse(body);
  if (id === null || !/^\d{1,20}$/.test(id)) return { kind: 'malformed', reason: 'the event names no order' };
  const answer = await ask(`orders/${id}`, {}, context);
  if (answer.kind === 'not_found') return { kind: 'ignored', reason: 'the platform has no such order' };
  if (answer.kind === 'paused') return { kind: 'observed', observations: [pausedAt(context.now())] };
  if (answer.kind !== 'answered') return answer;
  const order = readOrder(answer.data, { receivedAt: context.now(), store: context.store });
  if (order === null) return { kind: 'unavailable', reason: 'Nuvemshop answered no order' };
  return { kind: 'observed', observations: [order] };
};
