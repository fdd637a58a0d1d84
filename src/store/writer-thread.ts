import type { Log } from '../ports/log.ts';
import { openCheckpointThread } from './checkpoint-thread.ts';
import type { Outcome } from './group-commit.ts';
import type { Command } from './sqlite-commands.ts';
import { nextTurn } from './next-turn.ts';
import { openThread, type Thread } from './thread.ts';
import { packUnits, unpackOutcome } from './writer-wire.ts';
import type { WriterAnswer, WriterCall } from './writer-worker.ts';
import type { Writer } from './writer.ts';

type Waiting = {
  readonly commands: readonly Command[];
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (reason: unknown) => void;
};

/** A unit of so many statements is written while this turn goes on. */
const MANY = 50;

/**
 * A writer on a thread of its own, so that transactions and the disk hold up nobody who wants an answer. What one turn
 * of the event loop hands over goes in one message, and so into one transaction.
 */
export const openWriterThread = (file: string, log: Log): Writer => {
  const thread: Thread<WriterCall, WriterAnswer> = openThread({
    script: new URL('./writer-worker.ts', import.meta.url),
    data: { file },
    name: 'writer thread',
    log,
  });
  const checkpoints = openCheckpointThread({
    file,
    beginLogAnew: () => thread.call({ kind: 'begin log anew' }),
    log,
  });
  let queue: Waiting[] = [];

  const send = async (): Promise<void> => {
    const group = queue;
    if (group.length === 0) return;
    queue = [];
    try {
      const { outcomes, isLogLong } = await thread.call({
        kind: 'apply',
        ...packUnits(group.map(({ commands }) => commands)),
      });
      if (isLogLong) checkpoints.logIsLong();
      for (const [place, { resolve, reject }] of group.entries()) {
        const outcome = outcomes[place];
        if (outcome === undefined) reject(new Error('The writer did not tell what became of it.'));
        else resolve(unpackOutcome(outcome));
      }
    } catch (reason) {
      for (const { reject } of group) reject(reason);
    }
  };

  return {
    apply: (commands) =>
      new Promise((resolve, reject) => {
        queue.push({ commands, resolve, reject });
        if (commands.length >= MANY) void send();
        else if (queue.length === 1) setImmediate(() => void send());
      }),
    forgetOldPages: async () => void (await thread.call({ kind: 'forget old pages' })),
    close: async () => {
      await nextTurn(); // what was handed over in this one is sent then
      await checkpoints.close();
      await thread.close();
    },
  };
};
