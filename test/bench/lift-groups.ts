import type { EpisodeId, MessageId, OrderId, ShopperId, StoreId } from '../../src/core/words/ids.ts';
import type { Engine } from '../../src/store/engine.ts';
import { createLift } from '../../src/store/lift.ts';
import { episodeRow, messageRow, orderRow } from '../support/rows.ts';

const DAY_MS = 86_400_000;
const OPENED = new Date('2026-10-04T12:00:00Z');
const SENT = new Date(OPENED.getTime() + DAY_MS);
const BOUGHT = new Date(SENT.getTime() + DAY_MS);
const AT_ONCE = 500;

/** Milliseconds that reading the groups takes, in a store with so many runs of as many shoppers. */
export const measureLiftGroups = async (engine: Engine, { storeId, runs }: Fill): Promise<number> => {
  await fill(engine, { storeId, runs });
  const { liftGroups } = createLift(engine);
  const now = new Date(OPENED.getTime() + 30 * DAY_MS);
  const begun = performance.now();
  await liftGroups({ storeId, from: new Date(0), to: now, now });
  return performance.now() - begun;
};

type Fill = { readonly storeId: StoreId; readonly runs: number };

/** Each tenth is held out, each seventh buys. */
const fill = async ({ db, tables, write, commit }: Engine, { storeId, runs }: Fill): Promise<void> => {
  for (let start = 0; start < runs; start += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, runs - start) }, (_, n) => start + n);
    await commit([
      write(db.insert(tables.episodes).values(numbers.map((n) => runOf(storeId, n)))),
      write(
        db.insert(tables.messages).values(numbers.filter((n) => n % 10 !== 0).map((n) => sentOf(storeId, n))),
      ),
      write(
        db.insert(tables.orders).values(numbers.filter((n) => n % 7 === 0).map((n) => orderOf(storeId, n))),
      ),
    ]);
  }
};

const runOf = (storeId: StoreId, n: number) =>
  episodeRow({
    id: `r${n}` as EpisodeId,
    storeId,
    shopperId: `r${n}` as ShopperId,
    holdout: n % 10 === 0,
    openedAt: OPENED,
    endedAt: SENT,
  });

const sentOf = (storeId: StoreId, n: number) =>
  messageRow({ id: `r${n}` as MessageId, storeId, episodeId: `r${n}` as EpisodeId, sentAt: SENT });

const orderOf = (storeId: StoreId, n: number) =>
  orderRow({
    id: `r${n}` as OrderId,
    storeId,
    externalId: `r${n}`,
    shopperId: `r${n}` as ShopperId,
    placedAt: BOUGHT,
  });
