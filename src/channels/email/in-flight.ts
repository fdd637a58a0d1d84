/** Counts what runs, so that closing can wait for it. */
export type InFlight = {
  readonly run: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Resolves when all that runs now has ended, however it ends. */
  readonly settled: () => Promise<void>;
};

export const createInFlight = (): InFlight => {
  const running = new Set<Promise<unknown>>();
  return {
    run: (work) => {
      const started = work();
      running.add(started);
      return started.finally(() => running.delete(started));
    },
    settled: async () => {
      await Promise.allSettled(running);
    },
  };
};
