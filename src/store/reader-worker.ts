import { workerData } from 'node:worker_threads';
import { createConcepts } from './concepts.ts';
import { openSqliteReadEngine } from './sqlite-engine.ts';
import { readOnlySurroundings } from './read-only.ts';
import { serveThread } from './thread-side.ts';

/** The reader's thread: the same concepts on a connection that cannot write, with a page cache of its own. */
export type ReaderCall = {
  readonly concept: string;
  readonly member: string;
  readonly given: readonly unknown[];
};

type Member = (...given: readonly unknown[]) => unknown;

const { file } = workerData as { readonly file: string };
const engine = openSqliteReadEngine(file);
const concepts = createConcepts(engine, readOnlySurroundings) as unknown as Readonly<
  Record<string, Readonly<Record<string, Member>>>
>;

serveThread<ReaderCall, unknown>({
  answer: async ({ concept, member, given }) => {
    const call = concepts[concept]?.[member];
    if (!call) throw new Error(`The store has no ${concept}.${member}.`);
    return call(...given);
  },
  close: engine.close,
});
