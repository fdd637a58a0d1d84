import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDueStores } from '../../src/store/due-stores.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openSqliteEngine } from '../../src/store/sqlite-engine.ts';
import type { StoreId } from '../../src/core/words/ids.ts';

describe('what SQLite acknowledged', () => {
  let folder: string;
  let file: string;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'retorno-durable-'));
    file = join(folder, 'retorno.db');
    await migrate(`sqlite:${file}`);
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  const startNode = (...given: string[]) => {
    const child = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    return child;
  };

  it('is there after the process was killed in the middle of commits, three times over', async () => {
    const acknowledged: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const child = startNode(fileURLToPath(new URL('committing-child.ts', import.meta.url)), file);
      const lines = linesOf(child);
      await lines.reached(200 + round * 137);
      child.kill('SIGKILL');
      await once(child, 'exit');
      acknowledged.push(lines.numbers.length);

      const engine = openSqliteEngine(file);
      const { mailbox } = engine.tables;
      const rows = await engine.read(engine.db.select({ subject: mailbox.subject }).from(mailbox));
      const kept = new Set(rows.map(({ subject }) => Number(subject)));
      expect(lines.numbers.filter((number) => !kept.has(number))).toEqual([]);
      await engine.commit([engine.write(engine.db.delete(mailbox))]);
      await engine.close();
    }
    expect(Math.min(...acknowledged)).toBeGreaterThanOrEqual(200);
  }, 60_000);

  it('waits for another process that holds the database, and lets the rest of the server go on', async () => {
    const engine = openSqliteEngine(file);
    const dueStores = createDueStores(engine);
    const holder = startNode('--input-type=module', '--eval', holdLock, file);
    await once(holder.stdout, 'data');
    const loop = monitorEventLoopDelay({ resolution: 5 });
    loop.enable();

    const commits = ['a', 'b'].map((id) =>
      engine.commit([dueStores.broughtForward(id as StoreId, new Date(1))]),
    );
    expect(await Promise.race([Promise.all(commits), pause(1500, 'still waiting')])).toBe('still waiting');
    expect(await Promise.all(commits)).toEqual(['committed', 'committed']);
    loop.disable();
    expect(loop.max / 1e6).toBeLessThan(1000);
    expect(await dueStores.due(new Date(2), 10)).toHaveLength(2);
    await engine.close();
  }, 20_000);
});

const holdLock = `
  import Sqlite from 'better-sqlite3';
  const db = new Sqlite(process.argv[1]);
  db.exec('BEGIN IMMEDIATE');
  process.stdout.write('held');
  setTimeout(() => db.exec('COMMIT'), 4000);
`;

const linesOf = (child: ChildProcess) => {
  const numbers: number[] = [];
  let rest = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    numbers.push(...lines.map(Number));
  });
  return {
    numbers,
    reached: async (count: number) => {
      while (numbers.length < count && child.exitCode === null) await pause(2);
    },
  };
};
