import { isStale, picturesWanted, type KnownCard } from '../../core/cart/product-card.ts';
import type { Line } from '../../core/cart/cart.ts';
import type { MessageId, StoreId } from '../../core/words/ids.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { Adapter, ProductsRead } from '../../ports/adapter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/store/store.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import { contextOf, type ContextParts } from '../adapter-context.ts';
import { createGathering } from './gathering.ts';

export type ProductCardParts = {
  readonly store: Pick<Store, 'stores' | 'carts' | 'messages' | 'products' | 'commit'>;
  readonly adapters: ReadonlyMap<Platform, Pick<Adapter, 'products'>>;
  readonly outboundFor: ContextParts['outboundFor'];
  readonly clock: Clock;
  readonly log: Log;
};

export type ProductCards = {
  /**
   * Reads what is not known of the products in the carts of these messages, in one call. Null: there is nothing to
   * wait for. Else wait for the promise, which never rejects and is soon over, and then send with what is known.
   */
  readonly forMessages: (
    storeId: StoreId,
    ids: readonly MessageId[],
  ) => Promise<{ readonly over: Promise<void> } | null>;
  /** Carts came in: their pictures are read in the background, many carts at once. */
  readonly noticed: (store: ConnectedStore, lines: readonly Line[]) => void;
  /** What was gathered is read now; for tests. */
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** A mail without pictures now is better than one with pictures too late. */
const PATIENCE_MS = 10_000;
/** A platform that did not answer is left alone; messages go without pictures. */
const REST_MS = 5 * 60_000;
const MOST_A_READING = 200;

type Reading = { readonly ended: Promise<void>; readonly over: Promise<void>; isOver: boolean };

/** Pictures, pages and stock of products, of platforms whose carts carry none; of the others nothing is ever asked. */
export const createProductCards = (parts: ProductCardParts): ProductCards => {
  const { store, clock } = parts;
  const readings = new Map<StoreId, Reading>();
  const restingUntil = new Map<StoreId, number>();
  const stopping = new AbortController();

  const mayAsk = (known: ConnectedStore): boolean =>
    !stopping.signal.aborted && known.state === 'active' && asks(parts, known) !== null;
  const isResting = ({ id }: ConnectedStore): boolean => clock.now().getTime() < (restingUntil.get(id) ?? 0);

  const read = async (known: ConnectedStore, ids: readonly string[]): Promise<void> => {
    const isRead = await readCards(parts, { store: known, ids, signal: stopping.signal });
    readings.delete(known.id);
    if (isRead) restingUntil.delete(known.id);
    else restingUntil.set(known.id, clock.now().getTime() + REST_MS);
  };
  const start = (known: ConnectedStore, ids: readonly string[]): Reading => {
    const ended = read(known, ids);
    const reading: Reading = { ended, over: endOfPatience(clock, ended), isOver: false };
    void reading.over.then(() => (reading.isOver = true));
    readings.set(known.id, reading);
    return reading;
  };

  const forMessages: ProductCards['forMessages'] = async (storeId, messageIds) => {
    const known = await store.stores.find(storeId);
    if (known === null || !mayAsk(known) || isResting(known)) return null;
    const wanted = await wantedFor(parts, storeId, messageIds);
    const missing = await missingOf(parts, known, wanted);
    if (missing.length === 0) return null;
    const running = readings.get(storeId);
    if (running !== undefined) return running.isOver ? null : { over: running.over };
    return { over: start(known, missing).over };
  };

  const readGathered = async (known: ConnectedStore, ids: readonly string[]): Promise<void> => {
    await readings.get(known.id)?.ended;
    if (!mayAsk(known) || isResting(known)) return;
    const missing = await missingOf(parts, known, ids);
    if (missing.length > 0 && !readings.has(known.id)) await start(known, missing).ended;
  };
  const gathering = createGathering({ ...parts, signal: stopping.signal, read: readGathered });

  return {
    forMessages,
    noticed: (known, lines) => {
      if (mayAsk(known)) gathering.add(known, picturesWanted(lines));
    },
    idle: gathering.idle,
    stop: async () => {
      stopping.abort();
      await gathering.idle();
      await Promise.all([...readings.values()].map(({ ended }) => ended));
    },
  };
};

const endOfPatience = async (clock: Clock, ended: Promise<void>): Promise<void> => {
  const patience = new AbortController();
  await Promise.race([ended, clock.sleep(PATIENCE_MS, patience.signal)]);
  patience.abort();
};

const asks = ({ adapters }: Pick<ProductCardParts, 'adapters'>, { platform }: ConnectedStore) =>
  adapters.get(platform)?.products ?? null;

const wantedFor = async ({ store }: ProductCardParts, storeId: StoreId, ids: readonly MessageId[]) => {
  const carts = await store.carts.byIds(storeId, await store.messages.cartsOf(storeId, ids));
  return picturesWanted(carts.flatMap(({ registers }) => registers.contents?.value.lines ?? []));
};

const missingOf = async (
  { store, clock }: ProductCardParts,
  { id }: ConnectedStore,
  wanted: readonly string[],
): Promise<readonly string[]> => {
  const now = clock.now();
  const known = wanted.length === 0 ? [] : await store.products.byIds(id, wanted);
  const fresh = new Set(known.flatMap((card) => (isStale(card, now) ? [] : [card.productId])));
  return wanted.filter((one) => !fresh.has(one)).slice(0, MOST_A_READING);
};

type Asked = {
  readonly store: ConnectedStore;
  readonly ids: readonly string[];
  readonly signal: AbortSignal;
};

/** Whether the platform answered for all of them; what it did tell is kept in any case. Never rejects. */
const readCards = async (parts: ProductCardParts, asked: Asked): Promise<boolean> => {
  const { store, ids, signal } = asked;
  try {
    const answer = await answerTo(parts, asked);
    if (answer === 'stopped' || signal.aborted) return false;
    const seenAt = parts.clock.now();
    const cards = cardsOf(ids, answer, seenAt);
    const kept = await parts.store.commit(cards.map((card) => parts.store.products.seen(store.id, card)));
    if (answer.isComplete) return kept === 'committed';
    parts.log.warn({ storeId: store.id, asked: ids.length, told: cards.length }, 'product pictures not read');
  } catch {
    // Such as credentials that no key of ours opens. The words of such an error may hold a secret.
    parts.log.warn({ storeId: store.id, asked: ids.length, told: 0 }, 'product pictures not read');
  }
  return false;
};

/** A server that stops does not wait for a slow platform. */
const answerTo = async (parts: ProductCardParts, { store, ids, signal }: Asked) => {
  const ask = asks(parts, store);
  if (ask === null) return NOTHING;
  const context = { ...parts, stores: parts.store.stores, now: () => parts.clock.now() };
  return unlessStopped(ask(ids, await contextOf(context, store)), signal);
};

const unlessStopped = async <Answer>(work: Promise<Answer>, signal: AbortSignal) => {
  const done = new AbortController();
  const stopped = new Promise<'stopped'>((resolve) => {
    signal.addEventListener('abort', () => resolve('stopped'), { once: true, signal: done.signal });
  });
  try {
    return await Promise.race([stopped, work]);
  } finally {
    done.abort();
  }
};

const NOTHING: ProductsRead = { cards: [], isComplete: true };

/** Nobody is asked again soon for a product that the platform does not know. */
const cardsOf = (ids: readonly string[], answer: ProductsRead, seenAt: Date): readonly KnownCard[] => {
  const told = new Map(answer.cards.map((card) => [card.productId, card]));
  return ids.flatMap((productId) => {
    const card = told.get(productId);
    if (card === undefined && !answer.isComplete) return [];
    const { imageUrl = null, url = null, available = null } = card ?? {};
    return [{ productId, imageUrl, url, available, seenAt }];
  });
};
