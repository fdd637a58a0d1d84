import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { GuardFailed } from './guard.ts';
import { nextTurn } from './next-turn.ts';
import { createExecutor, type Command, type CommandResult } from './sqlite-commands.ts';

/** A transaction holds the event loop while it runs: at about 15 µs a statement, these are under 10 ms. */
const MOST_STATEMENTS = 500;

/** Each attempt waits 250 ms inside SQLite (busy_timeout) and 50 ms outside: about 30 s. */
const MOST_ATTEMPTS = 100;
const BETWEEN_ATTEMPTS_MS = 50;

/** What became of a unit. */
export type Outcome =
  | { readonly kind: 'committed'; readonly results: readonly CommandResult[] }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'failed'; readonly reason: unknown };

type Unit = {
  readonly commands: readonly Command[];
  readonly settle: (outcome: Outcome) => void;
};

/**
 * All units handed over in one turn of the event loop share one transaction, hence one fsync. One unit's conflict or
 * error undoes nothing of the others: then the group is run once more, each unit in a savepoint of its own (savepoints
 * copy every page they touch, so a group in which all goes well has none). A unit is acknowledged only after the COMMIT.
 */
export const createGroupCommit = (connection: Database) => {
  const transaction = prepareTransaction(connection);
  let queue: Unit[] = [];
  let running = Promise.resolve();
  let isRunning = false;

  const run = async () => {
    await nextTurn();
    while (queue.length > 0) {
      const group = takeGroup(queue);
      queue = queue.slice(group.length);
      await commitGroup(group);
      if (queue.length > 0) await nextTurn();
    }
    isRunning = false;
  };

  const commitGroup = async (group: readonly Unit[]) => {
    try {
      await transaction.begin();
      const outcomes = transaction.runAll(group) ?? (await transaction.runEach(group));
      for (const [place, { settle }] of group.entries()) settle(outcomes[place] ?? LOST);
    } catch (reason) {
      transaction.rollBack();
      for (const { settle } of group) settle({ kind: 'failed', reason });
    }
  };

  const start = () => {
    if (isRunning) return;
    isRunning = true;
    running = run();
  };

  return {
    /** Resolves when the unit is on disk, or is not to be. Never rejects. */
    apply: (commands: readonly Command[]): Promise<Outcome> =>
      new Promise((settle) => {
        queue.push({ commands, settle });
        start();
      }),
    finish: () => running,
  };
};

/** At least one unit, however long. */
const takeGroup = (queue: readonly Unit[]): readonly Unit[] => {
  let statements = 0;
  const end = queue.findIndex((unit, place) => {
    statements += unit.commands.length;
    return place > 0 && statements > MOST_STATEMENTS;
  });
  return end === -1 ? queue : queue.slice(0, end);
};

const LOST: Outcome = { kind: 'failed', reason: new Error('not told') };

const prepareTransaction = (connection: Database) => {
  const begin = connection.prepare('BEGIN IMMEDIATE');
  const commit = connection.prepare('COMMIT');
  const rollBack = connection.prepare('ROLLBACK');
  const save = connection.prepare('SAVEPOINT unit');
  const release = connection.prepare('RELEASE unit');
  const undo = connection.prepare('ROLLBACK TO unit');
  const execute = createExecutor(connection);

  const rollBackIfOpen = () => {
    if (connection.inTransaction) rollBack.run();
  };
  const runUnit = ({ commands }: Unit): Outcome => {
    save.run();
    try {
      const results = commands.map(execute);
      release.run();
      return { kind: 'committed', results };
    } catch (reason) {
      // A full disk or an I/O error ends the whole transaction by itself: then all of the group is lost.
      if (!connection.inTransaction) throw reason;
      undo.run();
      release.run();
      return isConflict(reason) ? { kind: 'conflict' } : { kind: 'failed', reason };
    }
  };

  return {
    begin: () => beginPatiently(begin),
    /** Null when a unit did not succeed; then nothing is written, and no transaction is open. */
    runAll: (group: readonly Unit[]): readonly Outcome[] | null => {
      try {
        const outcomes = group.map(({ commands }): Outcome => ({
          kind: 'committed',
          results: commands.map(execute),
        }));
        commit.run();
        return outcomes;
      } catch (reason) {
        // What is alone needs no other try to tell what becomes of it.
        rollBackIfOpen();
        if (group.length > 1) return null;
        return [isConflict(reason) ? { kind: 'conflict' } : { kind: 'failed', reason }];
      }
    },
    runEach: async (group: readonly Unit[]): Promise<readonly Outcome[]> => {
      await beginPatiently(begin);
      const outcomes = group.map(runUnit);
      commit.run();
      return outcomes;
    },
    rollBack: rollBackIfOpen,
  };
};

type Runnable = { readonly run: () => unknown };

/** Another process may hold the write lock (the command line beside the server): the event loop goes on meanwhile. */
const beginPatiently = async (begin: Runnable) => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      begin.run();
      return;
    } catch (reason) {
      if (codeOf(reason) !== 'SQLITE_BUSY' || attempt === MOST_ATTEMPTS) throw reason;
      await pause(BETWEEN_ATTEMPTS_MS);
    }
  }
};

const isConflict = (reason: unknown) =>
  reason instanceof GuardFailed ||
  codeOf(reason) === 'SQLITE_CONSTRAINT_UNIQUE' ||
  codeOf(reason) === 'SQLITE_CONSTRAINT_PRIMARYKEY';

const codeOf = (reason: unknown) => (reason as { readonly code?: unknown } | null)?.code;
