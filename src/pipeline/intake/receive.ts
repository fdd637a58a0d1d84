import type { Adapter, WebhookRequest } from '../../ports/adapter.ts';
import { isRecord } from '../../core/privacy/projection.ts';
import { decodeJson } from '../../core/words/json.ts';
import { newId, type DeliveryId, type RandomBytes, type StoreId } from '../../core/words/ids.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Secrets } from '../../ports/secrets.ts';
import type { Deliveries, NewDelivery } from '../../ports/store/deliveries.ts';
import type { Stores } from '../../ports/store/stores.ts';
import { sealBody } from './delivery-body.ts';
import { createPatience } from './patience.ts';

export type ReceiveParts = {
  readonly deliveries: Pick<Deliveries, 'append'>;
  readonly stores: Pick<Stores, 'findByKey'>;
  readonly secrets: Pick<Secrets, 'seal'>;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** Something is being accepted; called when it waits to be processed, or is not to be. */
  readonly arriving: () => () => void;
};

export type WebhookToReceive = {
  readonly adapter: Adapter;
  readonly request: WebhookRequest;
  /** The store that the path names; null where the webhook itself does. */
  readonly store: { readonly id: StoreId; readonly externalKey: string } | null;
};

/** Events of a shop of one's own: already read, authenticated by their key. */
export type EventsToReceive = {
  readonly adapter: Pick<Adapter, 'platform' | 'capabilities' | 'minimise'>;
  readonly store: { readonly id: StoreId; readonly externalKey: string };
  readonly events: readonly { readonly id: string; readonly topic: string; readonly body: unknown }[];
  readonly receivedAt: Date;
};

export type Received =
  /** On disk, now or before. */
  | { readonly kind: 'accepted' }
  | { readonly kind: 'unauthorized'; readonly reason: string }
  /** Could not be made durable in the platform's time; to be sent again. */
  | { readonly kind: 'refused'; readonly retryAfterMs: number };

export type Receive = {
  readonly webhook: (webhook: WebhookToReceive) => Promise<Received>;
  readonly events: (events: EventsToReceive) => Promise<Received>;
};

/**
 * The first half of intake: judged by its signature, stripped of what must not be stored, on disk before it is
 * answered. What it means is worked out afterwards.
 */
export const createReceive = (parts: ReceiveParts): Receive => {
  const append = createAppend(parts);
  return {
    webhook: async ({ adapter, request, store }) => {
      const verdict = adapter.verify(request);
      if (!verdict.valid) return { kind: 'unauthorized', reason: verdict.reason };
      const storeKey = verdict.storeKey ?? store?.externalKey ?? '';
      const storeId = store?.id ?? (await findStoreId(parts, adapter.platform, storeKey));
      const { topic, dedupeKey, encoding, adds } = verdict;
      const told = readBody(request.rawBody, encoding);
      const body = adapter.minimise(
        topic,
        adds !== undefined && isRecord(told) ? { ...told, ...adds } : told,
      );
      const delivery = { topic, dedupeKey, encoding, body, receivedAt: request.receivedAt };
      return append(adapter, [{ ...delivery, storeKey, storeId }]);
    },
    events: ({ adapter, store, events, receivedAt }) =>
      append(
        adapter,
        events.map(({ id, topic, body }) => ({
          topic,
          dedupeKey: id,
          encoding: 'json',
          body: adapter.minimise(topic, body),
          receivedAt,
          storeKey: store.externalKey,
          storeId: store.id,
        })),
      ),
  };
};

const findStoreId = async (
  { stores }: ReceiveParts,
  platform: Platform,
  key: string,
): Promise<StoreId | null> => (key === '' ? null : ((await stores.findByKey(platform, key))?.id ?? null));

/** What is no JSON (a JWT, say) is left to the adapter as text. */
const readBody = (rawBody: Uint8Array, encoding: 'json' | 'form'): unknown => {
  if (encoding === 'form') return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(rawBody)));
  const parsed = decodeJson(rawBody);
  return parsed.kind === 'parsed' ? parsed.value : new TextDecoder().decode(rawBody);
};

type Fresh = Omit<NewDelivery, 'id' | 'platform' | 'body'> & { readonly body: unknown };

/** Platforms repeat after minutes, so a quick retry is as good as a late one. */
const RETRY_AFTER_MS = 5_000;

const createAppend = ({ deliveries, secrets, clock, randomBytes, arriving }: ReceiveParts) => {
  const patience = createPatience(clock);
  /** When what is being written was handed over; a map keeps its order, so the first one waits the longest. */
  const waiting = new Map<number, number>();
  let count = 0;
  /** While the disk hangs nothing more is handed to it: what it never gets it cannot write after we said no. */
  const isStuck = (now: Date, answerWithinMs: number): boolean => {
    const oldest = waiting.values().next().value;
    return oldest !== undefined && now.getTime() - oldest > answerWithinMs / 2;
  };
  const write = async (rows: readonly NewDelivery[], now: Date): Promise<boolean> => {
    count += 1;
    const place = count;
    waiting.set(place, now.getTime());
    const arrived = arriving();
    try {
      await deliveries.append(rows);
      return true;
    } catch {
      return false;
    } finally {
      waiting.delete(place);
      arrived();
    }
  };

  return async (
    { platform, capabilities }: Pick<Adapter, 'platform' | 'capabilities'>,
    fresh: readonly Fresh[],
  ): Promise<Received> => {
    const now = clock.now();
    if (isStuck(now, capabilities.answerWithinMs)) return refused;
    const rows = fresh.map((delivery): NewDelivery => {
      const id = newId<DeliveryId>(now, randomBytes);
      return { ...delivery, id, platform, body: sealBody(secrets, delivery.storeKey, delivery.body) };
    });
    if (!(await patience.within(capabilities.answerWithinMs, write(rows, now)))) return refused;
    return { kind: 'accepted' };
  };
};

const refused: Received = { kind: 'refused', retryAfterMs: RETRY_AFTER_MS };
