import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Deliveries, Delivery } from '../../ports/store/deliveries.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import { applyAll, type ToldAt } from './apply-all.ts';
import type { IntakeParts } from './parts.ts';
import type { Reading } from './read-delivery.ts';

export type SettleParts = {
  readonly intake: IntakeParts;
  readonly deliveries: Pick<Deliveries, 'processed' | 'ignored' | 'retried' | 'died'>;
  readonly clock: Clock;
  readonly log: Log;
};

export type Item = {
  readonly delivery: Delivery;
  readonly tellings: readonly ToldAt[];
  readonly applied?: () => void;
};
export type Batch = { readonly store: ConnectedStore; readonly items: Item[] };

type WithoutEffect = Extract<Reading, { readonly kind: 'ignore' | 'bury' }>;

export type Settle = ReturnType<typeof createSettle>;

const MOST_ATTEMPTS = 5;
/** 2 s, 8 s, 32 s, 128 s between the five attempts. */
const backoffMs = (attempts: number): number => 2_000 * 4 ** attempts;

/** Each delivery gets its mark together with its effect, or its reason and its next attempt. */
export const createSettle = ({ intake, deliveries, clock, log }: SettleParts) => {
  const { commit } = intake.store;

  /** A conflict means that another process settled it. */
  const failed = async (delivery: Delivery, cause: unknown, waitMs = 0): Promise<void> => {
    const reason = reasonOf(cause);
    const now = clock.now();
    const isLast = delivery.attempts + 1 >= MOST_ATTEMPTS;
    const at = new Date(now.getTime() + Math.max(waitMs, backoffMs(delivery.attempts)));
    await commit([
      isLast ? deliveries.died(delivery, now, reason) : deliveries.retried(delivery, { at, reason }),
    ]);
    log.warn({ deliveryId: delivery.id, topic: delivery.topic, reason, isLast }, 'delivery not processed');
  };

  const apply = async (store: ConnectedStore, items: readonly Item[]): Promise<'committed' | 'conflict'> => {
    const now = clock.now();
    const result = await applyAll(intake, {
      store,
      tellings: items.flatMap(({ tellings }) => tellings),
      now,
      with: [
        ...items.map(({ delivery }) => deliveries.processed(delivery, now)),
        ...intake.store.stores.heard(store.id, now),
      ],
    });
    if (result === 'committed') for (const { applied } of items) applied?.();
    return result;
  };

  const alone = async (store: ConnectedStore, item: Item): Promise<void> => {
    try {
      if ((await apply(store, [item])) === 'committed') return;
      // Once more on what now stands there; after that it waits its turn like any other failure.
      if ((await apply(store, [item])) === 'conflict') throw new Error('the rows kept changing meanwhile');
    } catch (reason) {
      await failed(item.delivery, reason);
    }
  };

  const withoutEffect = (delivery: Delivery, reading: WithoutEffect) =>
    commit([
      reading.kind === 'ignore'
        ? deliveries.ignored(delivery, clock.now(), reading.reason)
        : deliveries.died(delivery, clock.now(), reading.reason),
    ]);

  /** All together, which is many times faster; where that fails, one by one, so that one holds up no other. */
  const batch = async ({ store, items }: Batch): Promise<void> => {
    const result = await apply(store, items).catch(() => 'conflict' as const);
    if (result === 'committed') return;
    for (const item of items) await alone(store, item);
  };

  return { failed, withoutEffect, batch };
};

/** A sentence for the list of deliveries; errors of ours and of the store carry no personal data. */
export const reasonOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : 'unknown failure').slice(0, 300);
