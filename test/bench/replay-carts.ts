import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { CartRegisters, Sighting } from '../../src/core/cart/cart.ts';
import type { CartId, OrderId, ShopperId, StoreId } from '../../src/core/words/ids.ts';
import { createReplay } from '../../src/pipeline/reminders/replay.ts';
import type { Store } from '../../src/ports/store/store.ts';
import { writeRegisters } from '../../src/store/cart-registers.ts';
import type { Engine } from '../../src/store/engine.ts';
import { contents } from '../support/observations.ts';
import { cartRow, orderRow, orderSnapshot } from '../support/rows.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAYS = 30;
const AT_ONCE = 250;

export type ReplayMeasured = {
  readonly carts: number;
  readonly messages: number;
  readonly tookMs: number;
  /** Of the whole process, the reader's thread included. */
  readonly peakMb: number;
  /** The longest the thread that serves webhooks was kept from its work. */
  readonly longestDelayMs: number;
};

type Fill = { readonly storeId: StoreId; readonly carts: number; readonly until: Date };

/** What living a store's past carts through once more costs: as it is, and with shorter waiting. */
export const measureReplay = async (
  store: Store,
  { storeId, until }: Omit<Fill, 'carts'>,
): Promise<ReplayMeasured> => {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let peak = process.memoryUsage.rss();
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 100);
  delay.enable();
  const begun = performance.now();
  const replayed = await createReplay({ store, clock: { now: () => until } })({
    storeId,
    kind: 'abandoned_cart',
    from: new Date(until.getTime() - DAYS * DAY_MS),
    to: until,
    changes: { abandonedAfter: 'PT10M', 'steps.0.delay': 'PT10M' },
  });
  const tookMs = performance.now() - begun;
  clearInterval(watch);
  delay.disable();
  if (replayed.kind !== 'done') throw new Error(replayed.kind);
  return {
    carts: replayed.carts,
    messages: replayed.before.messages,
    tookMs,
    peakMb: peak / 2 ** 20,
    longestDelayMs: delay.max / 1e6,
  };
};

/** Each shopper once; touched three times within the hour, each third bought within a day. */
export const fillPast = async (
  { db, tables, write, commit }: Engine,
  { storeId, carts, until }: Fill,
): Promise<void> => {
  const at = (n: number) => new Date(until.getTime() - ((n + 1) / (carts + 1)) * DAYS * DAY_MS);
  for (let start = 0; start < carts; start += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, carts - start) }, (_, n) => start + n);
    const buyers = numbers.filter((n) => n % 3 === 0);
    await commit([
      write(db.insert(tables.carts).values(numbers.map((n) => cartOf(storeId, n, at(n))))),
      write(db.insert(tables.shoppers).values(numbers.map((n) => shopperOf(storeId, n, at(n))))),
      write(db.insert(tables.orders).values(buyers.map((n) => orderOf(storeId, n, at(n))))),
    ]);
  }
};

const emailOf = (n: number): string => `shopper${n}@example.com`;

const cartOf = (storeId: StoreId, n: number, at: Date) =>
  cartRow({
    id: `c${n}` as CartId,
    storeId,
    shopperId: `p${n}` as ShopperId,
    registers: writeRegisters(registersOf(n, at)),
    state: n % 3 === 0 ? 'purchased' : 'open',
    orderId: n % 3 === 0 ? (`o${n}` as OrderId) : null,
    email: emailOf(n),
    emailKey: emailOf(n),
    linesCount: 1,
    startedAt: new Date(at.getTime() - 40 * MINUTE_MS),
    firstSeenAt: new Date(at.getTime() - 40 * MINUTE_MS),
    lastActivityAt: at,
  });

const registersOf = (n: number, at: Date): CartRegisters => {
  const seen = (minutes: number): Sighting => ({
    stamp: { version: at.getTime() - minutes * MINUTE_MS, tie: String(n) },
    at: new Date(at.getTime() - minutes * MINUTE_MS),
    contents: `${n}${minutes}.b.c`,
    email: 'hash',
    phone: null,
  });
  const { stamp } = seen(0);
  return {
    contents: { value: contents(), stamp },
    removed: null,
    email: { value: emailOf(n), stamp },
    phone: null,
    name: null,
    locale: null,
    country: null,
    customerId: null,
    registered: null,
    returnUrl: null,
    startedAt: new Date(at.getTime() - 40 * MINUTE_MS),
    aliases: [],
    tags: [],
    sightings: [seen(40), seen(20), seen(0)],
  };
};

const shopperOf = (storeId: StoreId, n: number, at: Date) => ({
  id: `p${n}` as ShopperId,
  storeId,
  identityKey: `e:${emailOf(n)}`,
  email: emailOf(n),
  emailKey: emailOf(n),
  firstSeenAt: at,
  lastActivityAt: at,
  cartsCount: 1,
  ordersCount: 0,
  revision: 1,
});

/** From ten minutes to a day after the last touch. */
const orderOf = (storeId: StoreId, n: number, at: Date) =>
  orderRow({
    id: `o${n}` as OrderId,
    storeId,
    externalId: `o${n}`,
    shopperId: `p${n}` as ShopperId,
    emailKey: emailOf(n),
    snapshot: orderSnapshot({ placedAt: new Date(at.getTime() + (10 + (n % 1430)) * MINUTE_MS) }),
  });
