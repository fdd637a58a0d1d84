import { parentPort } from 'node:worker_threads';
import type { ThreadAnswer, ThreadCall } from './thread.ts';

type Serving<Given, Value> = {
  readonly answer: (given: Given) => Promise<Value>;
  readonly close: () => Promise<void>;
};

/** The inside of a thread (`thread.ts`): answers its calls, side by side, until it is told to close. */
export const serveThread = <Given, Value>({ answer, close }: Serving<Given, Value>): void => {
  const answered = async ({ id, given }: ThreadCall<Given>): Promise<ThreadAnswer<Value>> => {
    try {
      return { id, ok: true, value: await answer(given) };
    } catch (reason) {
      return { id, ok: false, message: reason instanceof Error ? reason.message : String(reason) };
    }
  };
  parentPort?.on('message', (call: ThreadCall<Given> | 'close') => {
    if (call === 'close') void close().then(() => parentPort?.close());
    else void answered(call).then((message) => parentPort?.postMessage(message));
  });
};
