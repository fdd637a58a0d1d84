import type { StoreId } from '../../core/words/ids.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { Adapter } from '../../ports/adapter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { PlatformReminders } from '../../ports/platform-work.ts';
import type { Store } from '../../ports/store/store.ts';
import type { StoredCart } from '../../ports/store/carts.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import { contextOf, type ContextParts } from '../adapter-context.ts';

export type PlatformReminderParts = Pick<ContextParts, 'outboundFor' | 'log'> & {
  readonly clock: Clock;
  readonly store: Pick<Store, 'stores' | 'messages' | 'carts' | 'commit'>;
  readonly adapters: ReadonlyMap<Platform, Pick<Adapter, 'platformReminders'>>;
};

/** Messages due until then are looked after now. */
const AHEAD_MS = 15 * 60_000;
/** A platform that takes longer is learnt from all the same, but nothing waits for it. */
const PATIENCE_MS = 10_000;
/** At most so many of a store at once; the others follow when their time comes. */
const MOST = 200;

/**
 * Learns, before a store's messages go, whether the platform has reminded the same shoppers by itself: one question for
 * all that is due soon. No answer holds nothing back: a second reminder is a nuisance, none at all is what we are for.
 * Never rejects.
 */
export const createPlatformReminders =
  (parts: PlatformReminderParts) =>
  async (storeId: StoreId): Promise<void> => {
    const store = await parts.store.stores.find(storeId);
    const reminders = store === null ? undefined : parts.adapters.get(store.platform)?.platformReminders;
    if (store === null || reminders === undefined || !isWanted(store)) return;
    const done = new AbortController();
    const learning = learnOf(parts, store, reminders).finally(() => done.abort());
    await Promise.race([learning, parts.clock.sleep(PATIENCE_MS, done.signal)]);
  };

const learnOf = async (
  parts: PlatformReminderParts,
  store: ConnectedStore,
  reminders: PlatformReminders,
): Promise<void> => {
  try {
    const carts = await unknownCarts(parts, store);
    if (carts.length > 0) await learn(parts, { store, reminders, carts });
  } catch {
    // Such as credentials that no key of ours opens. The words of such an error may hold a secret.
    parts.log.warn({ storeId: store.id }, 'the platform’s own reminders not read');
  }
};

const isWanted = ({ state, lapsed, settings }: ConnectedStore): boolean =>
  state === 'active' && lapsed === null && settings.platformReminder === 'count';

const unknownCarts = async (
  { store: { messages, carts }, clock }: PlatformReminderParts,
  { id }: ConnectedStore,
): Promise<readonly StoredCart[]> => {
  const due = await messages.due(id, new Date(clock.now().getTime() + AHEAD_MS), MOST);
  if (due.length === 0) return [];
  const found = await carts.byIds(id, await messages.cartsOf(id, due));
  return found.filter(({ platformRemindedAt }) => platformRemindedAt === null);
};

type Learning = {
  readonly store: ConnectedStore;
  readonly reminders: PlatformReminders;
  readonly carts: readonly StoredCart[];
};

const learn = async (parts: PlatformReminderParts, { store, reminders, carts }: Learning): Promise<void> => {
  const context = await contextOf(
    { ...parts, stores: parts.store.stores, now: () => parts.clock.now() },
    store,
  );
  const told = await reminders.sentSince(
    {
      since: new Date(Math.min(...carts.map(({ startedAt }) => startedAt.getTime()))),
      cartIds: carts.map(({ externalId }) => externalId),
      aliases: Object.fromEntries(carts.map(({ externalId, registers }) => [externalId, registers.aliases])),
    },
    context,
  );
  if (told.kind !== 'told') {
    parts.log.warn({ storeId: store.id, outcome: told.kind }, 'the platform’s own reminders not read');
    return;
  }
  const byId = new Map(carts.map((cart) => [cart.externalId, cart.id]));
  await parts.store.commit(
    told.sent.flatMap(({ cartId, at }) => {
      const id = byId.get(cartId);
      return id === undefined ? [] : [parts.store.carts.platformReminded(store.id, id, at)];
    }),
  );
};
