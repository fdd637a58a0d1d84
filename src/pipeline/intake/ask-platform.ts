import type { Platform } from '../../core/words/vocabulary.ts';
import type { Adapter, Resolved, StoredDelivery } from '../../ports/adapter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Deliveries, Delivery } from '../../ports/store/deliveries.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { Write } from '../../ports/store/write.ts';
import { contextOf, type ContextParts } from '../adapter-context.ts';
import { createTurns } from './turns.ts';

/** Deliveries that name one and the same thing, to be asked for once. */
export type Naming = {
  readonly store: ConnectedStore;
  readonly of: string;
  readonly request: StoredDelivery;
  readonly deliveries: readonly Delivery[];
};

export type AskParts = {
  readonly adapters: ReadonlyMap<Platform, Pick<Adapter, 'resolve'>>;
  /** What the platforms are asked with. */
  readonly context: ContextParts;
  readonly deliveries: Pick<Deliveries, 'taken'>;
  readonly commit: (writes: readonly Write[]) => Promise<'committed' | 'conflict'>;
  readonly clock: Clock;
  /** Takes effect with the deliveries' own marks. Must not reject. */
  readonly settle: (naming: Naming, answer: Resolved) => Promise<void>;
};

export type AskPlatform = {
  /** Resolves when the deliveries are set aside; what they name is asked for in the background. */
  readonly ask: (naming: Naming) => Promise<void>;
  /** Resolves when all is answered: false when it was so already. */
  readonly idle: () => Promise<boolean>;
  readonly stop: () => Promise<void>;
};

/** As many as go out at once in all, and for one store. */
const MOST = 10;
const MOST_PER_STORE = 2;
/** Longer than any call takes with its repetitions; more for each that waits before it. */
const SET_ASIDE_MS = 60_000;
const PER_WAITING_MS = 2_000;

/**
 * Some platforms' webhooks only name what changed, so it has to be asked for. That may take long or fail, and must
 * hold up neither other stores nor other deliveries: those that wait for an answer are set aside in the inbox for a
 * while, and come back by themselves should this process end.
 */
export const createAskPlatform = (parts: AskParts): AskPlatform => {
  const turns = createTurns({ most: MOST, mostPerKey: MOST_PER_STORE });
  const asked = new Set<Delivery['id']>();

  const setAside = (deliveries: readonly Delivery[], storeId: string): Promise<boolean> => {
    const until = new Date(
      parts.clock.now().getTime() + SET_ASIDE_MS + turns.count(storeId) * PER_WAITING_MS,
    );
    return parts
      .commit(deliveries.map((delivery) => parts.deliveries.taken(delivery, until)))
      .then((result) => result === 'committed');
  };

  return {
    ask: async (naming) => {
      const { store, deliveries } = naming;
      // Conflict: another process has settled one of them. The others are found again.
      if (!(await setAside(deliveries, store.id))) return;
      const fresh = deliveries.filter(({ id }) => !asked.has(id));
      if (fresh.length === 0) return;
      for (const { id } of fresh) asked.add(id);
      turns.run(store.id, async () => {
        try {
          await parts.settle({ ...naming, deliveries: fresh }, await answerTo(naming, parts));
        } finally {
          for (const { id } of fresh) asked.delete(id);
        }
      });
    },
    idle: turns.idle,
    stop: async () => {
      await turns.stop();
      asked.clear();
    },
  };
};

const answerTo = async (
  { store, request }: Naming,
  { adapters, context }: Pick<AskParts, 'adapters' | 'context'>,
): Promise<Resolved> => {
  const resolve = adapters.get(store.platform)?.resolve;
  if (resolve === undefined) return { kind: 'malformed', reason: 'nobody to ask what it names' };
  if (store.state === 'uninstalled') return { kind: 'ignored', reason: 'the store is no longer connected' };
  try {
    return await resolve(request, await contextOf(context, store));
  } catch {
    // Credentials that no key of ours opens, say. The words of such an error may hold a secret.
    return { kind: 'unavailable', reason: 'the platform could not be asked' };
  }
};
