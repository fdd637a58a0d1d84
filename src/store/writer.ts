import type { Database } from 'better-sqlite3';
import { createGroupCommit, type Outcome } from './group-commit.ts';
import type { Command } from './sqlite-commands.ts';
import { truncateLog } from './sqlite-log.ts';

/** What writes to the SQLite file, on whichever thread its connection lives. */
export type Writer = {
  /** Resolves when the unit is on disk, or is not to be. Rejects only where nobody can tell which. */
  readonly apply: (commands: readonly Command[]) => Promise<Outcome>;
  /** See `Engine.forgetOldPages`. */
  readonly forgetOldPages: () => Promise<void>;
  /** Resolves when all that was handed over is done. */
  readonly close: () => Promise<void>;
};

/** On this thread: for commands, and for everybody who may be held up. */
export const createWriter = (connection: Database): Writer => {
  const groups = createGroupCommit(connection);
  return {
    apply: groups.apply,
    forgetOldPages: () => truncateLog(connection),
    close: async () => {
      await groups.finish();
      connection.close();
    },
  };
};
