import type { DiscrepancyId, ReconciliationId } from '../../../core/words/ids.ts';
import type { Language } from '../../../core/words/vocabulary.ts';
import { describeDiscrepancy } from '../../../pipeline/orders/discrepancy-words.ts';
import type { Reconciliations } from '../../../pipeline/orders/reconciliations.ts';
import type { Reconciliation, StoredDiscrepancy } from '../../../ports/store/reconciliations.ts';
import type { Store } from '../../../ports/store/store.ts';
import {
  LIST_RECONCILIATIONS,
  READ_RECONCILIATION,
  START_RECONCILIATION,
} from '../../contract/reconciliations.ts';
import { NOT_FOUND, problem } from '../../problem.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { BAD_CURSOR, cutPage, readIdCursor, writeCursor } from '../cursor.ts';
import { readerOf } from '../reader.ts';
import { storeOf } from '../store-of.ts';
import { writeInstant, writeInstantOrNull } from '../write.ts';

export type ReconciliationRouteParts = {
  readonly store: Pick<Store, 'stores' | 'reconciliations'>;
  readonly reconciliations: Pick<Reconciliations, 'start'>;
};

/** It takes as long as the platform's pages take, so it is started and asked for later. */
export const reconciliationRoutes = ({
  store,
  reconciliations,
}: ReconciliationRouteParts): readonly Bound[] => [
  bind(START_RECONCILIATION, async ({ storeId, body }) => {
    const { from, to, repair } = body;
    const window = { from: new Date(from), to: new Date(to) };
    const run = await reconciliations.start({ storeId, ...window, repair, origin: 'by_hand' });
    return run === null ? refuse(TOO_MANY) : done({ id: run.id, state: run.state });
  }),

  bind(LIST_RECONCILIATIONS, async ({ storeId, query }) => {
    const before = readIdCursor(query.cursor);
    if (before === null) return refuse(BAD_CURSOR);
    const found = await store.reconciliations.list(storeId, {
      limit: query.limit + 1,
      before: (before ?? null) as ReconciliationId | null,
    });
    const { shown, next } = cutPage(found, query.limit, ({ id }) => writeCursor([id]));
    return done({ items: shown.map(present), next });
  }),

  bind(READ_RECONCILIATION, async ({ storeId, params, query, acceptLanguage }) => {
    const after = readIdCursor(query.cursor);
    if (after === null) return refuse(BAD_CURSOR);
    const run = await store.reconciliations.find(storeId, params.id as ReconciliationId);
    if (run === null) return refuse(NOT_FOUND);
    const { language } = readerOf(acceptLanguage, await storeOf(store.stores, storeId));
    const page = { limit: AT_ONCE + 1, after: (after ?? null) as DiscrepancyId | null };
    const found = await store.reconciliations.discrepancies(storeId, run.id, page);
    const { shown, next } = cutPage(found, AT_ONCE, ({ id }) => writeCursor([id]));
    return done({
      ...present(run),
      reasons: [...(await store.reconciliations.countByReason(storeId, run.id))],
      discrepancies: shown.map((one) => presentDiscrepancy(one, language)),
      next,
    });
  }),
];

const AT_ONCE = 1_000;
const TOO_MANY = problem(409, 'conflict', 'Several reconciliations of this store are running already.');

const present = (run: Reconciliation) => ({
  id: run.id,
  state: run.state,
  reason: run.reason,
  from: writeInstant(run.from),
  to: writeInstant(run.to),
  repair: run.repair,
  origin: run.origin,
  startedAt: writeInstant(run.startedAt),
  finishedAt: writeInstantOrNull(run.finishedAt),
  orders: run.orders,
  carts: run.carts,
  found: run.found,
  repaired: run.repaired,
});

const presentDiscrepancy = (one: StoredDiscrepancy, language: Language) => ({
  kind: one.subject,
  orderId: one.subject === 'order' ? one.externalId : '',
  cartId: one.subject === 'cart' ? one.externalId : null,
  reason: one.reason,
  text: describeDiscrepancy(one, language),
  repaired: one.repaired,
});
