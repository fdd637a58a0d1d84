import { Worker } from 'node:worker_threads';
import type { Log } from '../ports/log.ts';
import type { Concepts, Reader } from '../ports/store/store.ts';
import type { ReaderAnswer, ReaderCall } from './reader-worker.ts';

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (reason: Error) => void };

export type OpenReader = {
  readonly concepts: Reader<Concepts>;
  readonly close: (atOnce?: boolean) => Promise<void>;
};

/**
 * Concepts that run in a worker thread with a read-only connection to the SQLite file. The thread starts with the
 * first call. When it dies, the calls it had are rejected and the next call starts a new one.
 */
export const openReader = (file: string, log: Log): OpenReader => {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let calls = 0;

  const start = () => {
    const started = new Worker(new URL('./reader-worker.ts', import.meta.url), { workerData: { file } });
    started.unref(); // a server that has nothing else to do may end
    started.on('message', (answer: ReaderAnswer) => settle(answer));
    started.on('error', (reason) => log.error({ reason: String(reason) }, 'reader thread failed'));
    started.on('exit', () => {
      if (worker === started) worker = null;
      rejectAll('The reader thread ended; ask again.');
    });
    return started;
  };

  const settle = (answer: ReaderAnswer) => {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker?.unref();
    if (answer.ok) call?.resolve(answer.value);
    else call?.reject(new Error(answer.message));
  };

  const rejectAll = (sentence: string) => {
    for (const { reject } of waiting.values()) reject(new Error(sentence));
    waiting.clear();
  };

  const call = (concept: string, member: string, given: readonly unknown[]) =>
    new Promise((resolve, reject) => {
      worker ??= start();
      worker.ref();
      const message: ReaderCall = { id: (calls += 1), concept, member, given };
      waiting.set(message.id, { resolve, reject });
      worker.postMessage(message);
    });

  return {
    concepts: proxyOf((concept) =>
      proxyOf(
        (member) =>
          (...given: readonly unknown[]) =>
            call(concept, member, given),
      ),
    ),
    close: async (atOnce = false) => {
      const ending = worker;
      if (!ending) return;
      ending.ref();
      const ended = new Promise((resolve) => void ending.once('exit', resolve));
      if (atOnce) await ending.terminate();
      else ending.postMessage('close');
      await ended;
    },
  };
};

/** An object whose every member is made on demand; `then` is none, else awaiting it would call the thread. */
const proxyOf = <Whole, Member>(make: (name: string) => Member): Whole =>
  new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : make(String(name))) }) as Whole;
