import type { StoreObservation } from '../../src/core/cart/observation.ts';
import { isRecord } from '../../src/core/privacy/projection.ts';
import type { Observed, StoredDelivery } from '../../src/ports/adapter.ts';
import { minimise } from './minimise.ts';
import { namedBody } from './payloads.ts';
import { observeDataRequest, observeShopperRedaction } from './privacy.ts';
import { observeStoreRedaction, STORE_REDACTION } from './store-redaction.ts';

/** What a delivery means. An order's names nothing but its id: what it is now has to be asked for. */
export const observe = (delivery: StoredDelivery): Observed => {
  const read = readers.get(delivery.topic) ?? (isOfOrder(delivery.topic) ? observeNamedOrder : undefined);
  if (read === undefined) return { kind: 'ignored', reason: 'a topic that is not ours' };
  if (!isRecord(delivery.body)) return { kind: 'malformed', reason: 'the body is no JSON object' };
  return read({ ...delivery, body: minimise(delivery.topic, delivery.body) });
};

type Reader = (delivery: StoredDelivery) => Observed;

/** Of all the ways an order can change, the ones to come included: each is read as "look again". */
const isOfOrder = (topic: string): boolean => /^order\/[a-z_]+$/.test(topic);

const observeNamedOrder: Reader = ({ body }) => {
  const { id } = namedBody.parse(body);
  return id === null
    ? { kind: 'malformed', reason: 'the event names no order' }
    : { kind: 'fetch', of: `order:${id}` };
};

const storeChange =
  (change: StoreObservation['change']): Reader =>
  ({ receivedAt }) => ({ kind: 'observed', observations: [{ kind: 'store', change, at: receivedAt }] });

const readers = new Map<string, Reader>([
  ['app/uninstalled', storeChange('uninstalled')],
  ['app/suspended', storeChange('paused')],
  ['app/resumed', storeChange('resumed')],
  ['customers/data_request', observeDataRequest],
  ['customers/redact', observeShopperRedaction],
  [STORE_REDACTION, observeStoreRedaction],
]);
