import { afterEach, describe, expect, it } from 'vitest';
import type { MessageId } from '../../src/core/words/ids.ts';
import type { Runner, RunnerJobs } from '../../src/ports/runner.ts';

/** What every runner does, whatever runs it. `make` starts nothing by itself. */
export const describeRunner = (name: string, make: (jobs: RunnerJobs) => Promise<Runner>) => {
  describe(`a runner: ${name}`, () => {
    let runner: Runner | null = null;
    afterEach(() => runner?.stop(1_000));
    const run = async (jobs: Partial<RunnerJobs>): Promise<Runner> => {
      runner = await make({ sweep: async () => [], send: async () => {}, chores: [], ...jobs });
      await runner.start();
      return runner;
    };

    it('looks for what is due within two seconds, again and again', async () => {
      let looks = 0;
      const started = await run({ sweep: async () => ((looks += 1), []) });
      await until(() => looks >= 3, 5_000);
      expect(started.lastTick()).not.toBeNull();
    });

    it('sends what it found, and looks again at once when it is done', async () => {
      const left = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as unknown as MessageId[];
      const sent: MessageId[] = [];
      const begun = Date.now();
      await run({ sweep: async () => left.splice(0, 1), send: async (id) => void sent.push(id) });
      await until(() => sent.length === 8, 5_000);
      expect(Date.now() - begun).toBeLessThan(3_000);
    });

    it('never looks twice at the same time', async () => {
      let looking = 0;
      let most = 0;
      let looks = 0;
      await run({
        sweep: async () => {
          looking += 1;
          most = Math.max(most, looking);
          await sleep(1_500);
          looking -= 1;
          looks += 1;
          return [];
        },
      });
      await until(() => looks >= 2, 8_000);
      expect(most).toBe(1);
    });

    it('goes on after a look, a message and a chore that failed', async () => {
      let looks = 0;
      let sends = 0;
      let chores = 0;
      await run({
        sweep: async () => {
          looks += 1;
          if (looks === 1) throw new Error('database gone');
          return looks === 2 ? (['m'] as unknown as MessageId[]) : [];
        },
        send: async () => {
          sends += 1;
          throw new Error('boom');
        },
        chores: [
          {
            name: 'fails',
            everyMs: 500,
            run: async () => {
              chores += 1;
              throw new Error('boom');
            },
          },
        ],
      });
      await until(() => looks >= 4 && sends === 1 && chores >= 2, 8_000);
      expect(sends).toBe(1);
    });

    it('runs a chore no more often than asked, and never twice at once', async () => {
      let begun = 0;
      await run({ chores: [{ name: 'slow', everyMs: 60_000, run: async () => void (begun += 1) }] });
      await sleep(2_500);
      expect(begun).toBe(1);
    });

    it('finishes what runs before it stops, and starts nothing more', async () => {
      let finished = false;
      let looks = 0;
      const started = await run({
        sweep: async () => ((looks += 1) === 1 ? (['m'] as unknown as MessageId[]) : []),
        send: async () => {
          await sleep(700);
          finished = true;
        },
      });
      await sleep(200);
      await started.stop(5_000);
      expect(finished).toBe(true);
      const then = looks;
      await sleep(1_500);
      expect(looks).toBe(then);
    });

    it('does not wait longer than its grace for what hangs', async () => {
      let looks = 0;
      const started = await run({
        sweep: async () => ((looks += 1) === 1 ? (['m'] as unknown as MessageId[]) : []),
        send: () => new Promise(() => {}),
      });
      await sleep(200);
      const begun = Date.now();
      await started.stop(300);
      expect(Date.now() - begun).toBeLessThan(1_000);
    });
  });
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const until = async (holds: () => boolean, withinMs: number): Promise<void> => {
  const end = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await sleep(20);
  }
};
