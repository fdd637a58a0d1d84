import { ANSWER_WITHIN_MS } from '../../core/privacy/answer-within.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { Store } from '../../ports/store/store.ts';
import { redactOrder, retireCart } from './redact.ts';

export type RetentionParts = {
  readonly store: Pick<
    Store,
    | 'stores'
    | 'carts'
    | 'orders'
    | 'deliveries'
    | 'products'
    | 'erasing'
    | 'dataRequests'
    | 'outboundWebhooks'
    | 'reconciliations'
    | 'forged'
    | 'commit'
  >;
  readonly clock: Pick<Clock, 'now'>;
  /** Waited for between two steps, so that what somebody waits for comes first. */
  readonly betweenSteps?: () => Promise<unknown>;
};

export type Retired = {
  readonly carts: number;
  readonly orders: number;
  readonly people: number;
  readonly bodies: number;
  readonly deliveries: number;
};

const STEP = 50;
const BODIES_A_STEP = 500;
/** Each may have found thousands. */
const RUNS_A_STEP = 5;
/**
 * A platform repeats a delivery for a day at most; the rows themselves are the operator's history. A product that no
 * cart asked for in that time is not missed either.
 */
const DELIVERIES_KEPT_MS = 90 * 86_400_000;

/** Forgets what each store's settings say is not to be kept any longer; run daily, in short steps. */
export const createRetention = (parts: RetentionParts) => async (): Promise<Retired> => {
  const now = parts.clock.now();
  const repeat = repeatedly(parts);
  const all = await Promise.all(
    (await parts.store.stores.list()).map((store) => retireStore(parts, store, now)),
  );
  const { deliveries } = parts.store;
  const unknown = new Date(now.getTime() - UNKNOWN_BODIES_KEPT_MS);
  const bodies = await repeat(BODIES_A_STEP, () => deliveries.dropBodies(null, unknown, BODIES_A_STEP));
  const before = new Date(now.getTime() - DELIVERIES_KEPT_MS);
  const forgotten = await repeat(BODIES_A_STEP, () => deliveries.forget(before, BODIES_A_STEP));
  await repeat(BODIES_A_STEP, () => parts.store.products.forget(before, BODIES_A_STEP));
  const told = new Date(now.getTime() - CALLS_KEPT_MS);
  await repeat(BODIES_A_STEP, () => parts.store.outboundWebhooks.forget(told, BODIES_A_STEP));
  await parts.store.commit([...parts.store.forged.forgottenBefore(before)]);
  return all.reduce(add, { carts: 0, orders: 0, people: 0, bodies, deliveries: forgotten });
};

const CALLS_KEPT_MS = 30 * 86_400_000;

/** Of stores that we do not know nobody set anything. */
const UNKNOWN_BODIES_KEPT_MS = 7 * 86_400_000;

const retireStore = async (parts: RetentionParts, store: ConnectedStore, now: Date): Promise<Retired> => {
  const { contactsMs, inboxMs } = store.settings.retention;
  const repeat = repeatedly(parts);
  const before = new Date(now.getTime() - contactsMs);
  const inboxBefore = new Date(now.getTime() - inboxMs);
  const { deliveries, dataRequests, reconciliations, commit } = parts.store;
  const asked = new Date(now.getTime() - Math.max(contactsMs, ANSWER_WITHIN_MS));
  await commit([dataRequests.forgottenBefore(store.id, asked)]);
  await repeat(RUNS_A_STEP, () => reconciliations.forget(store.id, before, RUNS_A_STEP));
  return {
    carts: await repeat(STEP, () => retireCarts(parts, store, before)),
    orders: await repeat(STEP, () => retireOrders(parts, store, before)),
    people: await repeat(STEP, () => retirePeople(parts, store, before)),
    bodies: await repeat(BODIES_A_STEP, () => deliveries.dropBodies(store.id, inboxBefore, BODIES_A_STEP)),
    deliveries: 0,
  };
};

/** Until a step finds less than a full one, or nothing of what it found could be changed. */
const repeatedly =
  ({ betweenSteps }: RetentionParts) =>
  async (full: number, step: () => Promise<number>): Promise<number> => {
    let sum = 0;
    for (;;) {
      const done = await step();
      sum += done;
      if (done < full) return sum;
      await betweenSteps?.();
    }
  };

const retireCarts = async ({ store, clock }: RetentionParts, { id }: ConnectedStore, before: Date) => {
  const cartIds = await store.erasing.idleCarts(id, before, STEP);
  if (cartIds.length === 0) return 0;
  const results = await Promise.all(
    (await store.carts.byIds(id, cartIds)).map((cart) =>
      store.commit(store.carts.updated(cart, retireCart(cart), null)),
    ),
  );
  await store.erasing.around(id, { cartIds, shopperIds: [], at: clock.now() });
  return results.filter((result) => result === 'committed').length;
};

const retireOrders = async ({ store }: RetentionParts, { id }: ConnectedStore, before: Date) => {
  const externalIds = await store.erasing.idleOrders(id, before, STEP);
  const orders = externalIds.length === 0 ? [] : await store.orders.byExternalIds(id, externalIds);
  const results = await Promise.all(
    orders.map((order) =>
      store.commit([
        ...store.orders.updated(order, redactOrder(order), []),
        store.erasing.payUrlForgotten(id, order.id),
      ]),
    ),
  );
  return results.filter((result) => result === 'committed').length;
};

const retirePeople = async ({ store: { erasing } }: RetentionParts, { id }: ConnectedStore, before: Date) => {
  const people = await erasing.idlePeople(id, before, STEP);
  return people.emailKeys.length + people.phoneKeys.length === 0
    ? 0
    : (await erasing.people(id, people)).shoppers;
};

const add = (one: Retired, other: Retired): Retired => ({
  carts: one.carts + other.carts,
  orders: one.orders + other.orders,
  people: one.people + other.people,
  bodies: one.bodies + other.bodies,
  deliveries: one.deliveries + other.deliveries,
});
