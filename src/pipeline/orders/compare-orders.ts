import type { OrderObservation } from '../../core/cart/observation.ts';
import { orderDifferences } from '../../core/order/differences.ts';
import type { StoredOrder } from '../../ports/store/orders.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { CatchUpParts } from './catch-up.ts';
import { applyPatiently } from '../intake/apply-all.ts';
import type { Finding, FindingBook, Whose } from './findings.ts';
import type { WhyUnheard } from './unheard-orders.ts';

export type CompareParts = Pick<CatchUpParts, 'intake' | 'lanes' | 'clock'>;

export type Comparing = {
  readonly store: ConnectedStore;
  readonly repair: boolean;
  readonly whose: Whose;
  readonly whyUnheard: WhyUnheard;
  readonly book: FindingBook;
};

/** Orders as the platform lists them held against ours; what is missing or differs is noted, and repaired if asked for. */
export const compareOrders = async (
  parts: CompareParts,
  comparing: Comparing,
  told: readonly OrderObservation[],
): Promise<void> => {
  const { store, whose, book, repair } = comparing;
  const { orders } = parts.intake.store;
  const theirs = await whose.withoutErased('order', told);
  const ids = theirs.map(({ externalId }) => externalId);
  const ours = byExternalId(await orders.byExternalIds(store.id, ids));
  const now = parts.clock.now();
  const wrong = theirs.filter((one) => isWrong(ours, one, now));
  const unheard = theirs.filter((one) => isUnheard(ours.get(one.externalId), store));

  const reported = orders.reported(
    store.id,
    unheard.map(({ externalId }) => externalId),
  );
  const findings = await describe(comparing, { ours, wrong, unheard, now });
  await book.noted(findings, unheard.length === 0 ? [] : [reported]);
  if (repair && wrong.length > 0) await repairAll(parts, store, wrong);

  const after = wrong.length === 0 ? ours : byExternalId(await orders.byExternalIds(store.id, ids));
  const mended = theirs.filter((one) => !isWrong(after, one, now)).map(({ externalId }) => externalId);
  if (repair && mended.length > 0) await book.mended('order', mended);
  await book.noted(await notMatched(parts, comparing, { theirs, ours: after }));
};

type Ours = ReadonlyMap<string, StoredOrder>;

const byExternalId = (orders: readonly StoredOrder[]): Ours =>
  new Map(orders.map((order) => [order.externalId, order]));

const isWrong = (ours: Ours, told: OrderObservation, now: Date): boolean => {
  const known = ours.get(told.externalId);
  return known === undefined || orderDifferences(known, told, now).length > 0;
};

/** Known, by a listing alone. */
const isUnheard = (order: StoredOrder | undefined, { connectedAt }: ConnectedStore): boolean =>
  (order?.unheardSince ?? null) !== null && (order?.snapshot.placedAt ?? connectedAt) >= connectedAt;

type Page = {
  readonly ours: Ours;
  readonly wrong: readonly OrderObservation[];
  readonly unheard: readonly OrderObservation[];
  readonly now: Date;
};

const describe = async (
  { whose, whyUnheard }: Comparing,
  { ours, wrong, unheard, now }: Page,
): Promise<readonly Finding[]> => {
  const missing = wrong.filter(({ externalId }) => !ours.has(externalId));
  const reasons = await whyUnheard([...new Set([...missing, ...unheard])]);
  const noted = (one: OrderObservation, over: Pick<Finding, 'reason' | 'details' | 'repaired'>): Finding => ({
    subject: 'order',
    externalId: one.externalId,
    ...over,
    ...whose.hashes(one),
  });
  return [
    ...[...missing, ...unheard].map((one) =>
      noted(one, {
        reason: reasons.get(one.externalId) ?? 'webhook_missing',
        details: one.number,
        // What the order tail found in the meantime has taken effect already.
        repaired: ours.has(one.externalId),
      }),
    ),
    ...wrong.flatMap((one) => {
      const known = ours.get(one.externalId);
      if (known === undefined) return [];
      const details = orderDifferences(known, one, now).join(', ');
      return [noted(one, { reason: 'differs', details, repaired: false })];
    }),
  ];
};

const repairAll = async (
  { intake, lanes, clock }: CompareParts,
  store: ConnectedStore,
  orders: readonly OrderObservation[],
): Promise<void> => {
  for (let from = 0; from < orders.length; from += AT_ONCE) {
    const now = clock.now();
    const tellings = orders.slice(from, from + AT_ONCE).map((told) => ({ told, receivedAt: now }));
    // Not as listed: this report tells of them, so that no later one does again.
    await lanes.run(store.id, () => applyPatiently(intake, { store, tellings, now, with: [] }));
  }
};

const AT_ONCE = 50;

/** Orders of the shop itself that name a cart which we never saw, and ended none. */
const notMatched = async (
  { intake }: CompareParts,
  { store, whose }: Comparing,
  { theirs, ours }: { readonly theirs: readonly OrderObservation[]; readonly ours: Ours },
): Promise<readonly Finding[]> => {
  const found: Finding[] = [];
  for (const told of theirs) {
    const order = ours.get(told.externalId);
    if (told.origin !== 'storefront' || !namesCart(told)) continue;
    if (order?.meaning.kind !== 'bought' || told.placedAt < store.connectedAt) continue;
    if ((await intake.store.carts.byOrder(store.id, order.id)).length > 0) continue;
    const { externalId } = told;
    const what = { subject: 'order', externalId, reason: 'not_matched' } as const;
    found.push({ ...what, details: told.number, repaired: false, ...whose.hashes(told) });
  }
  return found;
};

/** By more than its own id, which names only the draft that it may have been. */
const namesCart = ({ cartRefs, externalId }: OrderObservation): boolean =>
  cartRefs.some((ref) => ref !== externalId);
