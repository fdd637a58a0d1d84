import { newId, type RandomBytes, type StoreId } from '../../core/words/ids.ts';
import type { Adapter, WebhookRequest } from '../../ports/adapter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { ForgedCount, ForgedDelivery } from '../../ports/store/forged.ts';
import type { Store } from '../../ports/store/store.ts';

export type ForgedBookParts = {
  readonly store: {
    readonly forged: Pick<Store['forged'], 'counted' | 'remembered'>;
    readonly stores: Pick<Store['stores'], 'findByKey'>;
    readonly commit: Store['commit'];
  };
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
};

export type ForgedRequest = {
  readonly adapter: Pick<Adapter, 'platform' | 'claims'>;
  readonly request: WebhookRequest;
  /** The store that the path names; null where the request itself would. */
  readonly storeId: StoreId | null;
};

export type ForgedBook = {
  /** Returns at once; it is written down with others of the same second. */
  readonly noticed: (forged: ForgedRequest) => void;
  /** What was noticed is on disk. */
  readonly stop: () => Promise<void>;
};

const WRITE_EVERY_MS = 1_000;
/** Looked into, of one second; the others are counted alone. Whoever floods us makes no work worth speaking of. */
const MOST_LOOKED_INTO = 20;
/** Remembered of each store. */
const MOST_KEPT = 200;

/** Counts requests with a missing or wrong signature, and remembers the newest few of each store that they claim to be of. */
export const createForgedBook = (parts: ForgedBookParts): ForgedBook => {
  const { clock, log } = parts;
  let waiting: ForgedRequest[] = [];
  let uncounted = new Map<Adapter['platform'], number>();
  let writing: Promise<void> | null = null;
  const hurry = new AbortController();

  const write = async (): Promise<void> => {
    await clock.sleep(WRITE_EVERY_MS, hurry.signal);
    const [requests, more] = [waiting, uncounted];
    [waiting, uncounted, writing] = [[], new Map(), null];
    try {
      await writeDown(parts, requests, more);
    } catch {
      log.warn({ count: requests.length }, 'forged webhooks not written down');
    }
  };
  return {
    noticed: (forged) => {
      if (waiting.length < MOST_LOOKED_INTO) waiting.push(forged);
      else uncounted.set(forged.adapter.platform, (uncounted.get(forged.adapter.platform) ?? 0) + 1);
      writing ??= write();
    },
    stop: async () => {
      hurry.abort();
      await writing;
    },
  };
};

const writeDown = async (
  { store, clock, randomBytes }: ForgedBookParts,
  requests: readonly ForgedRequest[],
  more: ReadonlyMap<Adapter['platform'], number>,
): Promise<void> => {
  const at = clock.now();
  const counts = new Map<string, ForgedCount>();
  const count = (platform: Adapter['platform'], storeId: StoreId | null, by: number): void => {
    const key = `${platform} ${storeId ?? ''}`;
    counts.set(key, { platform, storeId, count: (counts.get(key)?.count ?? 0) + by });
  };
  const remembered: ForgedDelivery[] = [];
  for (const { adapter, request, storeId: named } of requests) {
    const claims = adapter.claims?.(request) ?? null;
    const storeId = named ?? (await claimedStore(store.stores, adapter, claims?.storeKey ?? null));
    count(adapter.platform, storeId, 1);
    if (storeId === null || claims === null) continue;
    const { topic, orderId } = claims;
    remembered.push({ id: newId(at, randomBytes), storeId, topic, orderId, at: request.receivedAt });
  }
  for (const [platform, by] of more) count(platform, null, by);
  await store.commit([
    ...[...counts.values()].map((one) => store.forged.counted({ ...one, at })),
    ...store.forged.remembered(remembered, MOST_KEPT),
  ]);
};

const claimedStore = async (
  stores: Pick<Store['stores'], 'findByKey'>,
  { platform }: Pick<Adapter, 'platform'>,
  key: string | null,
): Promise<StoreId | null> => (key === null ? null : ((await stores.findByKey(platform, key))?.id ?? null));
