import type { Caller } from './call.ts';
import type { Pace } from './pace.ts';
import type { Door, Hook } from './platform-side.ts';

/** How a webhook travels: platforms repeat themselves, and are late. */
export type Manner = { readonly copies?: number; readonly lateMs?: number };

export type Postman = (hook: Hook, door: Door, manner?: Manner) => Promise<void>;

/** Milliseconds until a platform tries again. */
const TRIES_AFTER_MS = [500, 1_000, 2_000, 4_000];

/** Takes webhooks to the server's real endpoints, and again where it is not answered with a 2xx. */
export const createPostman = (call: Caller, pace: Pace): Postman => {
  const post = async ({ headers, body }: Hook, { url }: Door): Promise<void> => {
    let status = 0;
    for (const waitMs of [0, ...TRIES_AFTER_MS]) {
      await pace.wait(waitMs);
      status = await call({ url, method: 'POST', headers, body }).then(
        (answer) => answer.status,
        () => 0,
      );
      if (status >= 200 && status < 300) return;
    }
    throw new Error(`a webhook was answered ${status}`);
  };
  return async (hook, door, { copies = 1, lateMs = 0 } = {}) => {
    const deliver = async (): Promise<void> => {
      for (let copy = 0; copy < copies; copy += 1) await post(hook, door);
    };
    if (lateMs === 0) return deliver();
    pace.beside(async () => {
      await pace.wait(lateMs);
      await deliver();
    });
  };
};
