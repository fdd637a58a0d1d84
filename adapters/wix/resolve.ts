import type { AdapterContext, Resolved, StoredDelivery } from '../../src/ports/adapter.ts';
import { type Ask, refusalOf } from './api.ts';
import { readCheckout } from './cart.ts';
import { eventBody } from './payloads.ts';
import { ABANDONED_CHECKOUTS, ORDERS } from './listings.ts';
import { minimise } from './minimise.ts';
import { readOrder } from './order.ts';

/** What a thing is now whose event named it only. */
export const createResolve =
  (ask: Ask) =>
  async ({ topic, body }: StoredDelivery, context: AdapterContext): Promise<Resolved> => {
    const { entityId } = eventBody.parse(minimise(topic, body));
    if (entityId === null || !/^[\w-]{1,128}$/.test(entityId))
      return { kind: 'malformed', reason: 'the event names nothing' };
    const isOrder = topic.startsWith('wix.ecom.v1.order_');
    const path = `${isOrder ? ORDERS : ABANDONED_CHECKOUTS}/${entityId}`;
    const answer = await ask({ method: 'GET', path }, context);
    if (answer.kind === 'not_found') return { kind: 'ignored', reason: 'Wix has no such thing any more' };
    if (answer.kind === 'rejected') return { kind: 'unavailable', reason: refusalOf(answer) };
    if (answer.kind !== 'answered') return answer;
    const reading = { receivedAt: context.now(), store: context.store, sequence: null };
    const told = isOrder
      ? readOrder(answer.data['order'], reading)
      : readCheckout(answer.data['abandonedCheckout'], reading);
    return told === null
      ? { kind: 'unavailable', reason: 'Wix answered something else' }
      : { kind: 'observed', observations: [told] };
  };
