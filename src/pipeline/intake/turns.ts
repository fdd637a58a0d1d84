/**
 * Work that calls the outside: so many at once in all, and so many per key (a store), the rest waits. One store whose
 * platform hangs keeps its own turns busy and no other's.
 */
export type Turns = {
  readonly run: (key: string, work: () => Promise<void>) => void;
  /** How much of this key waits or runs. */
  readonly count: (key: string) => number;
  /** Resolves when nothing waits or runs: false when that was so already. */
  readonly idle: () => Promise<boolean>;
  /** Forgets what waits, and resolves when what runs is done. */
  readonly stop: () => Promise<void>;
};

type Waiting = { readonly key: string; readonly work: () => Promise<void> };

export const createTurns = ({ most, mostPerKey }: { most: number; mostPerKey: number }): Turns => {
  let waiting: readonly Waiting[] = [];
  const running = new Map<Promise<void>, string>();
  const runningOf = (key: string): number => [...running.values()].filter((other) => other === key).length;

  const startNext = (): void => {
    while (running.size < most) {
      const next = waiting.find(({ key }) => runningOf(key) < mostPerKey);
      if (next === undefined) return;
      waiting = waiting.filter((other) => other !== next);
      start(next);
    }
  };
  const start = ({ key, work }: Waiting): void => {
    const done = work().finally(() => {
      running.delete(done);
      startNext();
    });
    running.set(done, key);
  };
  const idle = async (): Promise<boolean> => {
    const wasBusy = running.size > 0;
    while (running.size > 0) await Promise.all(running.keys());
    return wasBusy;
  };

  return {
    run: (key, work) => {
      waiting = [...waiting, { key, work }];
      startNext();
    },
    count: (key) => runningOf(key) + waiting.filter((other) => other.key === key).length,
    idle,
    stop: async () => {
      waiting = [];
      await idle();
    },
  };
};
