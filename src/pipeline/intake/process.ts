import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Deliveries, Delivery } from '../../ports/store/deliveries.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { StoreId } from '../../core/words/ids.ts';
import { applyAll, type ToldAt } from './apply-all.ts';
import type { Lanes } from './lanes.ts';
import type { IntakeParts } from './parts.ts';
import { createReadDelivery, type ReadParts, type Reading } from './read-delivery.ts';

export type ProcessorParts = Omit<ReadParts, 'stores'> & {
  readonly intake: IntakeParts;
  readonly deliveries: Pick<Deliveries, 'due' | 'processed' | 'ignored' | 'retried' | 'died'>;
  readonly lanes: Lanes;
  readonly clock: Clock;
  readonly log: Log;
};

export type Processor = {
  /** Something may be waiting: looked at now rather than at the next round. */
  readonly nudge: () => void;
  readonly start: () => void;
  /** Takes nothing more, and resolves when what was taken is done. */
  readonly stop: () => Promise<void>;
  /** Processes what is due until nothing is; for tests and for commands. */
  readonly idle: () => Promise<void>;
};

const BATCH = 50;
/** Nudges come with every delivery; this only finds what waited for its next attempt or came by another process. */
const ROUND_MS = 1_000;
const MOST_ATTEMPTS = 5;
/** 2 s, 8 s, 32 s, 128 s between the five attempts. */
const backoffMs = (attempts: number): number => 2_000 * 4 ** attempts;

/**
 * The second half of intake: what deliveries mean takes effect, each with its mark `processed` in one transaction.
 * Stores are worked on side by side, the deliveries of one store in their order; one that cannot be processed holds
 * up none of the others.
 */
export const createProcessor = (parts: ProcessorParts): Processor => {
  const round = createRound(parts);
  const { clock, log } = parts;
  let stopping: AbortController | null = null;
  let wake = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let working: Promise<unknown> = Promise.resolve();

  /** One round at a time in this process, whoever asks for it. */
  const work = (): Promise<number> => {
    const next = working.then(round, round);
    working = next.then(nothing, nothing);
    return next;
  };
  const loop = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      const found = await work().catch((reason: unknown) => {
        log.error({ reason: reasonOf(reason) }, 'deliveries not read');
        return 0;
      });
      if (found === BATCH || signal.aborted) continue;
      await clock.sleep(ROUND_MS, AbortSignal.any([signal, wake.signal]));
      if (wake.signal.aborted) wake = new AbortController();
    }
  };

  return {
    nudge: () => wake.abort(),
    start: () => {
      stopping ??= new AbortController();
      running = loop(stopping.signal);
    },
    stop: async () => {
      stopping?.abort();
      await running;
      await working;
      stopping = null;
    },
    idle: async () => {
      while ((await work()) > 0);
    },
  };
};

const nothing = () => undefined;

/** A round processes at most one batch and tells how many it found. */
const createRound = (parts: ProcessorParts) => {
  const read = createReadDelivery({ ...parts, stores: parts.intake.store.stores });
  const settle = createSettle(parts);

  const readSafely = async (delivery: Delivery): Promise<Read | null> => {
    try {
      return { delivery, reading: await read(delivery) };
    } catch (reason) {
      await settle.failed(delivery, reason);
      return null;
    }
  };

  return async (): Promise<number> => {
    const due = await parts.deliveries.due(parts.clock.now(), BATCH);
    const batches = new Map<StoreId, Batch>();
    const settled: Promise<unknown>[] = [];
    for (const delivery of due) {
      const found = await readSafely(delivery);
      if (found === null) continue;
      const { reading } = found;
      if (reading.kind === 'apply') addTo(batches, reading, delivery);
      else settled.push(settle.withoutEffect(delivery, reading));
    }
    for (const batch of batches.values())
      settled.push(parts.lanes.run(batch.store.id, () => settle.batch(batch)));
    await Promise.all(settled);
    return due.length;
  };
};

type Read = { readonly delivery: Delivery; readonly reading: Reading };

type Item = { readonly delivery: Delivery; readonly tellings: readonly ToldAt[] };
type Batch = { readonly store: ConnectedStore; readonly items: Item[] };

const addTo = (
  batches: Map<StoreId, Batch>,
  { store, tellings }: Extract<Reading, { readonly kind: 'apply' }>,
  delivery: Delivery,
): void => {
  const batch = batches.get(store.id) ?? { store, items: [] };
  batch.items.push({ delivery, tellings });
  batches.set(store.id, batch);
};

const createSettle = ({ intake, deliveries, clock, log }: ProcessorParts) => {
  const { commit } = intake.store;

  /** A conflict means that another process settled it. */
  const failed = async (delivery: Delivery, cause: unknown): Promise<void> => {
    const reason = reasonOf(cause);
    const now = clock.now();
    const isLast = delivery.attempts + 1 >= MOST_ATTEMPTS;
    const at = new Date(now.getTime() + backoffMs(delivery.attempts));
    await commit([
      isLast ? deliveries.died(delivery, now, reason) : deliveries.retried(delivery, { at, reason }),
    ]);
    log.warn({ deliveryId: delivery.id, topic: delivery.topic, reason, isLast }, 'delivery not processed');
  };

  const apply = (store: ConnectedStore, items: readonly Item[]): Promise<'committed' | 'conflict'> => {
    const now = clock.now();
    return applyAll(intake, {
      store,
      tellings: items.flatMap(({ tellings }) => tellings),
      now,
      with: [
        ...items.map(({ delivery }) => deliveries.processed(delivery, now)),
        ...intake.store.stores.heard(store.id, now),
      ],
    });
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

  return {
    failed,
    withoutEffect: (delivery: Delivery, reading: Exclude<Reading, { readonly kind: 'apply' }>) =>
      commit([
        reading.kind === 'ignore'
          ? deliveries.ignored(delivery, clock.now(), reading.reason)
          : deliveries.died(delivery, clock.now(), reading.reason),
      ]),
    /** All together, which is many times faster; where that fails, one by one, so that one holds up no other. */
    batch: async ({ store, items }: Batch): Promise<void> => {
      const result = await apply(store, items).catch(() => 'conflict' as const);
      if (result === 'committed') return;
      for (const item of items) await alone(store, item);
    },
  };
};

/** A sentence for the list of deliveries; errors of ours and of the store carry no personal data. */
const reasonOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : 'unknown failure').slice(0, 300);
