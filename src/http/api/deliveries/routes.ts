import type { DeliveryId, StoreId } from '../../../core/words/ids.ts';
import type { DeliverySummary } from '../../../ports/store/deliveries.ts';
import type { Store } from '../../../ports/store/store.ts';
import { LIST_DELIVERIES, REPLAY_DELIVERY } from '../../contract/deliveries.ts';
import { NOT_FOUND, problem } from '../../problem.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { BAD_CURSOR, cutPage, readIdCursor, writeCursor } from '../cursor.ts';
import { writeInstant } from '../write.ts';

export type DeliveryRouteParts = {
  readonly store: Pick<Store, 'deliveries' | 'commit'>;
  readonly now: () => Date;
  /** Something waits to be processed. */
  readonly nudge: () => void;
};

export const deliveryRoutes = ({ store, now, nudge }: DeliveryRouteParts): readonly Bound[] => [
  bind(LIST_DELIVERIES, async ({ storeId, query }) => {
    const before = readIdCursor(query.cursor);
    if (before === null) return refuse(BAD_CURSOR);
    const found = await store.deliveries.list({
      storeId,
      states: query.state,
      limit: query.limit + 1,
      before: before as DeliveryId | undefined,
    });
    const { shown, next } = cutPage(found, query.limit, ({ id }) => writeCursor([id]));
    return done({ items: shown.map(present), next });
  }),

  bind(REPLAY_DELIVERY, async ({ storeId, params }) => {
    const id = params.id as DeliveryId;
    const replayed = await replay(store, { id, storeId, now: now() });
    if (replayed === 'not_found') return refuse(NOT_FOUND);
    if (replayed === 'body_gone') return refuse(BODY_GONE);
    nudge();
    const after = await store.deliveries.get(id, storeId);
    return after === null ? refuse(NOT_FOUND) : done(present(after));
  }),
];

const BODY_GONE = problem(409, 'conflict', 'The body of this delivery is no longer kept.');
const MOST_ATTEMPTS = 10;

const replay = async (
  { deliveries, commit }: DeliveryRouteParts['store'],
  { id, storeId, now }: { readonly id: DeliveryId; readonly storeId: StoreId; readonly now: Date },
): Promise<'replayed' | 'not_found' | 'body_gone'> => {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const delivery = await deliveries.get(id, storeId);
    if (delivery === null) return 'not_found';
    const write = deliveries.replayed(delivery, now);
    if (write === null) return 'body_gone';
    if ((await commit([write])) === 'committed') return 'replayed';
  }
  throw new Error('replaying a delivery met conflicts without end');
};

const present = ({ id, platform, topic, receivedAt, state, reason }: DeliverySummary) => ({
  id,
  platform,
  topic,
  receivedAt: writeInstant(receivedAt),
  state,
  reason,
});
