import { parentPort, workerData } from 'node:worker_threads';
import { createConcepts } from './concepts.ts';
import { openSqliteReadEngine } from './sqlite-engine.ts';
import { readOnlySurroundings } from './read-only.ts';

/** The reader's thread: the same concepts on a connection that cannot write, with a page cache of its own. */
export type ReaderCall = {
  readonly id: number;
  readonly concept: string;
  readonly member: string;
  readonly given: readonly unknown[];
};

export type ReaderAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string };

type Member = (...given: readonly unknown[]) => unknown;

const { file } = workerData as { readonly file: string };
const engine = openSqliteReadEngine(file);
const concepts = createConcepts(engine, readOnlySurroundings) as unknown as Readonly<
  Record<string, Readonly<Record<string, Member>>>
>;

const answer = async ({ id, concept, member, given }: ReaderCall): Promise<ReaderAnswer> => {
  try {
    const call = concepts[concept]?.[member];
    if (!call) throw new Error(`The store has no ${concept}.${member}.`);
    return { id, ok: true, value: await call(...given) };
  } catch (reason) {
    return { id, ok: false, message: reason instanceof Error ? reason.message : String(reason) };
  }
};

parentPort?.on('message', (call: ReaderCall | 'close') => {
  if (call === 'close') {
    void engine.close();
    parentPort?.close();
    return;
  }
  void answer(call).then((message) => parentPort?.postMessage(message));
});
