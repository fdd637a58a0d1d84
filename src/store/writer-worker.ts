import { workerData } from 'node:worker_threads';
import { openSqliteConnection } from './sqlite-connection.ts';
import { beginLogAnew, openLogGauge } from './sqlite-log.ts';
import { serveThread } from './thread-side.ts';
import { createWriter } from './writer.ts';
import { packOutcome, unpackUnits, type PackedOutcome, type PackedUnits } from './writer-wire.ts';

/** The writer's thread: it knows SQL and values, and nothing of what they mean. */
export type WriterCall =
  | ({ readonly kind: 'apply' } & PackedUnits)
  | { readonly kind: 'begin log anew' }
  | { readonly kind: 'forget old pages' };

export type WriterAnswer = {
  /** What became of each unit, in order. */
  readonly outcomes: readonly PackedOutcome[];
  readonly isLogLong: boolean;
};

const { file } = workerData as { readonly file: string };
const connection = openSqliteConnection(file, 'writing');
connection.pragma('wal_autocheckpoint = 0'); // whoever is told that the log is long sees to it
const isLogLong = openLogGauge(connection);
const writer = createWriter(connection);

const outcomesOf = async (call: WriterCall): Promise<readonly PackedOutcome[]> => {
  switch (call.kind) {
    case 'apply':
      return (await Promise.all(unpackUnits(call).map(writer.apply))).map(packOutcome);
    case 'begin log anew':
      beginLogAnew(connection);
      return [];
    case 'forget old pages':
      await writer.forgetOldPages();
      return [];
  }
};

serveThread<WriterCall, WriterAnswer>({
  answer: async (call) => ({ outcomes: await outcomesOf(call), isLogLong: isLogLong() }),
  close: writer.close,
});
