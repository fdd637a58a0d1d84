import { randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { EpisodeId, MessageId, StoreId } from '../../src/core/words/ids.ts';
import { openSqliteEngine } from '../../src/store/sqlite-engine.ts';
import { realClock } from '../support/real-clock.ts';
import { messageRow } from '../support/rows.ts';
import { silentLog } from '../support/silent-log.ts';
import type { Bench } from './bench.ts';
import { measureEmptyTicks } from './empty-ticks.ts';
import { connectStore, databaseIn, openDatabase } from './product.ts';

/** A look at what is due that finds nothing, by the number of messages that wait for a later time. */
export const emptySweep: Bench = {
  name: 'empty-sweep',
  about: 'a look at what is due that finds nothing, with 10,000 and with a million waiting messages',
  measure: async ({ workshop, quick, say }) => {
    const [few, many] = quick ? [1_000, 20_000] : [10_000, 1_000_000];
    const folder = await workshop.folder();
    const store = await openDatabase(folder);
    const storeId = await connectStore(store);
    await store.commit([store.dueStores.broughtForward(storeId, LATER)]);
    await store.close();
    await fill(folder, { storeId, from: 0, to: few });
    const withFew = await tick(folder);
    say(`  ${few} waiting: ${withFew.toFixed(3)} ms`);
    await fill(folder, { storeId, from: few, to: many });
    const withMany = await tick(folder);
    return [
      {
        name: 'empty sweep',
        value: withMany,
        unit: 'ms',
        limit: null,
        ratio: null,
        asked: { most: 1 },
        aim: { most: 0.3 },
      },
      {
        name: 'empty sweep, many to few waiting',
        value: withMany,
        unit: 'ms',
        limit: withFew,
        ratio: withMany / withFew,
        asked: { most: 2 },
        aim: { most: 1.3 },
      },
    ];
  },
};

const LATER = new Date(Date.now() + 30 * 86_400_000);

type Fill = { readonly storeId: StoreId; readonly from: number; readonly to: number };

const fill = async (folder: string, { storeId, from, to }: Fill): Promise<void> => {
  const engine = openSqliteEngine(databaseIn(folder));
  const { $client } = engine.db as unknown as { readonly $client: Database.Database };
  $client.pragma('synchronous = OFF');
  for (let start = from; start < to; start += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, to - start) }, (_, place) =>
      messageRow({
        id: `m${start + place}` as MessageId,
        storeId,
        state: 'planned',
        dueAt: LATER,
        episodeId: `e${start + place}` as EpisodeId,
      }),
    );
    await engine.commit([engine.write(engine.db.insert(engine.tables.messages).values(rows))]);
  }
  await engine.close();
};

const AT_ONCE = 500;

/** Milliseconds. */
const tick = async (folder: string): Promise<number> => {
  const store = await openDatabase(folder);
  const { p50 } = await measureEmptyTicks({
    store,
    channels: {},
    clock: realClock,
    randomBytes,
    log: silentLog,
    mailFrom: null,
    limits: { ordersFreshForMs: 60_000, concurrency: 10, concurrencyPerStore: 2 },
    appUrl: 'https://retorno.example',
  });
  await store.close();
  return p50 / 1_000;
};
