import type { Adapter } from '../../ports/adapter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Deliveries, Delivery } from '../../ports/store/deliveries.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { ContextParts } from '../adapter-context.ts';
import { nextTurn } from '../next-turn.ts';
import { type AskPlatform, createAskPlatform, type Naming } from './ask-platform.ts';
import { createGiveWay, MOST_BEHIND_MS } from './give-way.ts';
import type { Lanes } from './lanes.ts';
import type { IntakeParts } from './parts.ts';
import { createReadDelivery, type ReadParts, type Reading } from './read-delivery.ts';
import { createSettleAnswer } from './settle-answers.ts';
import { createWake } from './wake.ts';
import { type Batch, createSettle, reasonOf, type Settle } from './settle-deliveries.ts';

export type ProcessorParts = Omit<ReadParts, 'stores' | 'adapters'> & {
  readonly adapters: ReadonlyMap<Platform, Pick<Adapter, 'observe' | 'resolve'>>;
  readonly intake: IntakeParts;
  readonly deliveries: Pick<Deliveries, 'due' | 'processed' | 'ignored' | 'retried' | 'died' | 'taken'>;
  /** What the platforms are asked with whose webhooks only name what changed. */
  readonly outboundFor: ContextParts['outboundFor'];
  readonly lanes: Lanes;
  readonly clock: Clock;
  readonly log: Log;
};

export type Processor = {
  /** Something may be waiting: looked at now rather than at the next round. */
  readonly nudge: () => void;
  /** Something is being accepted, which goes before processing; to be called when it is there, or is not to be. */
  readonly arriving: () => () => void;
  readonly start: () => void;
  /** Takes nothing more, and resolves when what was taken is done. */
  readonly stop: () => Promise<void>;
  /** Processes what is due until nothing is; for tests and for commands. */
  readonly idle: () => Promise<void>;
};

/** What takes effect together: more costs less each, and holds up acceptance for longer. */
const BATCH = 50;
/** What is read together while too much waits for too long: the next batch is read while one is written. */
const ROUND_BEHIND = 100;
/** Nudges come with every delivery; this only finds what waited for its next attempt or came by another process. */
const ROUND_MS = 1_000;

/**
 * The second half of intake: what deliveries mean takes effect, each with its mark `processed` in one transaction.
 * Stores are worked on side by side, the deliveries of one store in their order; one that cannot be processed holds
 * up none of the others.
 */
export const createProcessor = (parts: ProcessorParts): Processor => {
  const settle = createSettle(parts);
  const platform = createAskPlatform({
    ...parts,
    context: { ...parts, stores: parts.intake.store.stores, now: () => parts.clock.now() },
    commit: parts.intake.store.commit,
    settle: createSettleAnswer({ ...parts, settle }),
  });
  const round = createRound(parts, settle, platform);
  const { clock, log } = parts;
  const giveWay = createGiveWay(clock);
  let stopping: AbortController | null = null;
  const wake = createWake(clock);
  let running: Promise<void> = Promise.resolve();
  let working: Promise<unknown> = Promise.resolve();

  /** One round at a time in this process, whoever asks for it. */
  const work = (): Promise<Round> => {
    const next = working.then(round, round);
    working = next.then(nothing, nothing);
    return next;
  };
  const safely = (): Promise<Round> =>
    work().catch((reason: unknown) => {
      log.error({ reason: reasonOf(reason) }, 'deliveries not read');
      return NOTHING_FOUND;
    });
  const loop = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      const began = clock.now().getTime();
      const { found, behindMs } = await safely();
      if (signal.aborted) return;
      await giveWay.between({ workedMs: clock.now().getTime() - began, behindMs });
      if (found >= BATCH) continue;
      await wake.sleep(ROUND_MS, signal);
    }
  };

  return {
    nudge: wake.up,
    arriving: () => giveWay.arriving(wake.up),
    start: () => {
      stopping ??= new AbortController();
      running = loop(stopping.signal);
    },
    stop: async () => {
      stopping?.abort();
      await running;
      await working;
      await platform.stop();
      stopping = null;
    },
    idle: async () => {
      do while ((await work()).found > 0);
      while (await platform.idle());
    },
  };
};

const nothing = () => undefined;

/** How many deliveries were found, and how long the first of them had waited. */
type Round = { readonly found: number; readonly behindMs: number };

const NOTHING_FOUND: Round = { found: 0, behindMs: 0 };

/** A round processes one batch, or several where too much waits. */
const createRound = (parts: ProcessorParts, settle: Settle, platform: AskPlatform) => {
  const read = createReadDelivery({ ...parts, stores: parts.intake.store.stores });

  const readSafely = async (delivery: Delivery): Promise<Read | null> => {
    try {
      return { delivery, reading: await read(delivery) };
    } catch (reason) {
      await settle.failed(delivery, reason);
      return null;
    }
  };

  /** Resolves when all are read; what they mean takes effect behind what their stores have under way. */
  const begin = async (due: readonly Delivery[]): Promise<readonly Promise<unknown>[]> => {
    const batches = new Map<StoreId, Batch>();
    const namings = new Map<string, Naming>();
    const settled: Promise<unknown>[] = [];
    for (const delivery of due) {
      const found = await readSafely(delivery);
      if (found === null) continue;
      const { reading } = found;
      if (reading.kind === 'apply') addTo(batches, reading, delivery);
      else if (reading.kind === 'ask') name(namings, reading, delivery);
      else settled.push(settle.withoutEffect(delivery, reading));
    }
    for (const batch of batches.values())
      settled.push(parts.lanes.run(batch.store.id, () => settle.batch(batch)));
    for (const naming of namings.values()) settled.push(platform.ask(naming));
    for (const one of settled) one.catch(nothing); // heard of when all are waited for
    return settled;
  };

  let isBehind = false;
  return async (): Promise<Round> => {
    const now = parts.clock.now();
    const due = await parts.deliveries.due(now, isBehind ? ROUND_BEHIND : BATCH);
    const settled: Promise<unknown>[] = [];
    for (let at = 0; at < due.length; at += BATCH) {
      settled.push(...(await begin(due.slice(at, at + BATCH))));
      await nextTurn(); // what arrived meanwhile comes before the next
    }
    await Promise.all(settled);
    const oldest = due[0]?.nextAttemptAt ?? now;
    const behindMs = now.getTime() - oldest.getTime();
    isBehind = behindMs > MOST_BEHIND_MS;
    return { found: due.length, behindMs };
  };
};

type Read = { readonly delivery: Delivery; readonly reading: Reading };

const addTo = (
  batches: Map<StoreId, Batch>,
  { store, tellings, applied }: Extract<Reading, { readonly kind: 'apply' }>,
  delivery: Delivery,
): void => {
  const batch = batches.get(store.id) ?? { store, items: [] };
  batch.items.push({ delivery, tellings, applied });
  batches.set(store.id, batch);
};

const name = (
  namings: Map<string, Naming>,
  { store, of, request }: Extract<Reading, { readonly kind: 'ask' }>,
  delivery: Delivery,
): void => {
  const key = `${store.id} ${of}`;
  const known = namings.get(key)?.deliveries ?? [];
  namings.set(key, { store, of, request, deliveries: [...known, delivery] });
};
