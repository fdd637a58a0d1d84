import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { StoreId } from '../../../src/core/words/ids.ts';
import type { Platform } from '../../../src/core/words/vocabulary.ts';
import { createLimiter } from '../../../src/outbound/limiter.ts';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import { systemLookup } from '../../../src/outbound/lookup.ts';
import { createDressed } from '../../../src/pipeline/orders/dressed-store.ts';
import { createProductCards } from '../../../src/pipeline/orders/product-cards.ts';
import { createReminders } from '../../../src/pipeline/reminders/reminders.ts';
import type { Adapter } from '../../../src/ports/adapter.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { silentLog } from '../../store/open-test-store.ts';
import { honestServer, type Received } from '../../support/honest-server.ts';
import { realClock } from '../../support/real-clock.ts';
import type { ReminderWorld } from '../../support/reminder-world.ts';

type Answer = (request: Received, response: ServerResponse) => void;
type Products = NonNullable<Adapter['products']>;

/** A shop platform on loopback that is asked for products, beside a world of reminders whose mails show them. */
export const openPictures = async (world: ReminderWorld) => {
  const { store } = world;
  const forgotten = new Set<string>();
  const soldOut = new Set<string>();
  const asked: string[][] = [];
  const warnings: string[] = [];
  const clock = patientClock(world.clock.now);

  const honest: Answer = (request, response) => {
    const cards = idsOf(request).flatMap((productId) =>
      forgotten.has(productId)
        ? []
        : [
            {
              productId,
              imageUrl: pictureOf(productId),
              url: `https://shop.example/products/${productId}`,
              available: !soldOut.has(productId),
            },
          ],
    );
    response.end(JSON.stringify(cards));
  };
  let answer = honest;
  const server = await honestServer((request, response) => {
    asked.push(idsOf(request));
    answer(request, response);
  });
  let readings = 0;
  let products: Products = async (ids, context) => {
    const result = await context.fetch({ url: `${server.origin}/?ids=${ids.join(',')}`, timeoutMs: 60_000 });
    if (result.kind !== 'answered' || result.status !== 200) return { cards: [], isComplete: false };
    return { cards: JSON.parse(result.body) as never, isComplete: true };
  };
  const outbound = createOutbound({ clock: realClock, lookup: systemLookup, allowPrivate: true });
  let isThrottled = false;
  const limiter = createLimiter({ clock: realClock, perSecond: 2, burst: 40, maxWaitMs: 60_000 });
  const full = createLimiter({ clock: realClock, perSecond: 0.001, burst: 0, maxWaitMs: 0 });
  const adapters = new Map<Platform, Pick<Adapter, 'products'>>([
    [
      'shopify',
      {
        products: (ids, context) => {
          readings += 1;
          return products(ids, context);
        },
      },
    ],
    ['custom', { products: null }],
  ]);
  const cards = createProductCards({
    store,
    adapters,
    outboundFor: ({ id }) => (isThrottled ? full : limiter).limit(id, outbound),
    clock,
    log: { ...silentLog, warn: (_, event) => warnings.push(event) },
  });
  const productReads = new Map<StoreId, number>();
  const counted: typeof store.products = {
    ...store.products,
    byIds: (storeId, ids) => {
      productReads.set(storeId, (productReads.get(storeId) ?? 0) + 1);
      return store.products.byIds(storeId, ids);
    },
  };
  const dressed = createDressed({
    store: { stores: store.stores, products: counted },
    adapters,
    now: clock.now,
  });
  const reminders = createReminders({
    ...world.parts,
    store: { ...store, snapshots: dressed.snapshots(store.snapshots) },
    cards,
  });

  const sendOnce = async (): Promise<number> => {
    const ids = await reminders.sweep();
    await Promise.all(ids.map((id) => reminders.send(id)));
    return ids.length;
  };
  return {
    cards,
    cartViews: dressed.cartViews(store.reader.cartViews),
    asked,
    warnings,
    pictureOf,
    sendOnce,
    readings: () => readings,
    /** Until nothing goes for as long as the platform takes to answer. */
    settleDown: async () => {
      for (let idle = 0; idle < 3;) {
        idle = (await sendOnce()) > 0 ? 0 : idle + 1;
        await pause(60);
      }
    },
    patienceEnds: async () => {
      clock.wakeAll();
      await pause(60);
    },
    countProductReads: () => ({ of: (storeId: StoreId) => productReads.get(storeId) ?? 0 }),
    platform: (next: Answer) => {
      answer = next;
    },
    platformRecovers: () => {
      answer = honest;
    },
    adapter: (next: Products) => {
      products = next;
    },
    throttle: () => {
      isThrottled = true;
    },
    forgets: (id: string) => forgotten.add(id),
    sellOut: (id: string) => soldOut.add(id),
    restock: (id: string) => soldOut.delete(id),
    close: async () => {
      await cards.stop();
      await server.close();
    },
  };
};

export type Pictures = Awaited<ReturnType<typeof openPictures>>;

const pictureOf = (id: string): string => `https://cdn.example/${id}.jpg`;

const idsOf = ({ url }: Received): string[] =>
  (new URL(url, 'http://platform').searchParams.get('ids') ?? '').split(',');

/** Sleeps last until the test ends them. */
const patientClock = (now: () => Date): Clock & { readonly wakeAll: () => void } => {
  const sleepers = new Set<() => void>();
  return {
    now,
    sleep: (_, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) resolve();
        sleepers.add(resolve);
        signal?.addEventListener('abort', () => resolve(), { once: true });
      }),
    wakeAll: () => {
      for (const wake of sleepers) wake();
    },
  };
};
