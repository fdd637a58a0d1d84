import type { Log } from '../ports/log.ts';
import type { Concepts, Reader } from '../ports/store/store.ts';
import type { ReaderCall } from './reader-worker.ts';
import { openThread } from './thread.ts';

export type OpenReader = {
  readonly concepts: Reader<Concepts>;
  readonly close: (atOnce?: boolean) => Promise<void>;
};

/** Concepts that run in a worker thread with a read-only connection to the SQLite file. */
export const openReader = (file: string, log: Log): OpenReader => {
  const thread = openThread<ReaderCall, unknown>({
    script: new URL('./reader-worker.ts', import.meta.url),
    data: { file },
    name: 'reader thread',
    log,
  });
  return {
    concepts: proxyOf((concept) =>
      proxyOf(
        (member) =>
          (...given: readonly unknown[]) =>
            thread.call({ concept, member, given }),
      ),
    ),
    close: thread.close,
  };
};

/** An object whose every member is made on demand; `then` is none, else awaiting it would call the thread. */
const proxyOf = <Whole, Member>(make: (name: string) => Member): Whole =>
  new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : make(String(name))) }) as Whole;
