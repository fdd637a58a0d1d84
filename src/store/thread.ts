import { Worker } from 'node:worker_threads';
import type { Log } from '../ports/log.ts';

export type ThreadCall<Given> = { readonly id: number; readonly given: Given };

export type ThreadAnswer<Value> =
  | { readonly id: number; readonly ok: true; readonly value: Value }
  | { readonly id: number; readonly ok: false; readonly message: string };

export type Thread<Given, Value> = {
  /** Rejects when the thread ends before it answers: what became of the call is not known then. */
  readonly call: (given: Given) => Promise<Value>;
  /** Lets it finish what it has; `atOnce` does not. */
  readonly close: (atOnce?: boolean) => Promise<void>;
};

type Waiting<Value> = {
  readonly resolve: (value: Value) => void;
  readonly reject: (reason: Error) => void;
};

type Options = {
  readonly script: URL;
  readonly data: unknown;
  /** What it is, in a sentence of the log. */
  readonly name: string;
  readonly log: Log;
  /** A new thread knows nothing of what the one before was told. */
  readonly onStart?: () => void;
};

/**
 * Calls to a worker thread. It starts with the first call; when it dies, the calls it had are rejected and the next
 * call starts a new one.
 */
export const openThread = <Given, Value>(options: Options): Thread<Given, Value> => {
  const waiting = new Map<number, Waiting<Value>>();
  let worker: Worker | null = null;
  let calls = 0;

  const start = () => {
    const started = new Worker(options.script, { workerData: options.data });
    started.unref(); // a server that has nothing else to do may end
    started.on('message', (answer: ThreadAnswer<Value>) => settle(answer));
    started.on('error', (reason) => options.log.error({ reason: String(reason) }, `${options.name} failed`));
    started.on('exit', () => {
      if (worker === started) worker = null;
      rejectAll(`The ${options.name} ended; ask again.`);
    });
    options.onStart?.();
    return started;
  };

  const settle = (answer: ThreadAnswer<Value>) => {
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

  return {
    call: (given) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        if (waiting.size === 0) worker.ref();
        const message: ThreadCall<Given> = { id: (calls += 1), given };
        waiting.set(message.id, { resolve, reject });
        worker.postMessage(message);
      }),
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
