import type { MessageId } from '../core/words/ids.ts';

/** What runs the same functions on time: in this process with node-cron, or on many machines. */
export type Runner = {
  readonly start: () => Promise<void>;
  /** Stops taking work and resolves when what runs has finished, or when `graceMs` is over. */
  readonly stop: (graceMs: number) => Promise<void>;
  readonly lastTick: () => Date | null;
};

export type RunnerJobs = {
  /** Finds what is due; cost grows with what is due, never with what is stored. */
  readonly sweep: () => Promise<readonly MessageId[]>;
  readonly send: (id: MessageId) => Promise<void>;
  /** Named work on a schedule, such as order tail, retention and audit; `everyMs` is the smallest gap. */
  readonly chores: readonly {
    readonly name: string;
    readonly everyMs: number;
    readonly run: () => Promise<void>;
  }[];
};
