/** The process's time. Nothing else in the product asks the system for it; no decision uses the database's. */
export type Clock = {
  readonly now: () => Date;
  /** Resolves after `ms` milliseconds, or at once when `signal` is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};
