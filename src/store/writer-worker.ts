import { workerData } from 'node:worker_threads';
import { openSqliteConnection } from './sqlite-connection.ts';
import { serveThread } from './thread-side.ts';
import { createWriter } from './writer.ts';
import { packOutcome, unpackUnits, type PackedOutcome, type PackedUnits } from './writer-wire.ts';

/** The writer's thread: it knows SQL and values, and nothing of what they mean. */
export type WriterCall = ({ readonly kind: 'apply' } & PackedUnits) | { readonly kind: 'forget old pages' };

/** What became of each unit, in order. */
export type WriterAnswer = readonly PackedOutcome[];

const { file } = workerData as { readonly file: string };
const writer = createWriter(openSqliteConnection(file, 'writing'));

serveThread<WriterCall, WriterAnswer>({
  answer: async (call) => {
    if (call.kind === 'apply')
      return (await Promise.all(unpackUnits(call).map(writer.apply))).map(packOutcome);
    await writer.forgetOldPages();
    return [];
  },
  close: writer.close,
});
