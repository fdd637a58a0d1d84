import { setTimeout as pause } from 'node:timers/promises';
import type { Workshop } from '../processes.ts';

export type Taken = { readonly count: number; readonly firstAt: number; readonly lastAt: number };

/** The mail server of `sink-process.ts`. */
export const openSink = async (workshop: Workshop) => {
  const running = workshop.run(`${import.meta.dirname}/sink-process.ts`);
  const port = Number(await running.line());
  const taken = async (domain: string): Promise<Taken | null> => {
    running.tell('tell');
    return (JSON.parse(await running.line()) as Record<string, Taken>)[domain] ?? null;
  };
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    /** Waits until so many mails of the domain came. */
    awaited: async (domain: string, count: number, giveUpAfterMs: number): Promise<Taken> => {
      const until = performance.now() + giveUpAfterMs;
      for (;;) {
        const now = await taken(domain);
        if (now !== null && now.count >= count) return now;
        if (performance.now() > until) throw new Error(`only ${now?.count ?? 0} of ${count} mails came`);
        await pause(100);
      }
    },
    close: () => running.end('SIGTERM'),
  };
};
