import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backup } from '../../src/cli/backup.ts';
import { restore } from '../../src/cli/restore.ts';
import { runLine } from '../../src/cli/run.ts';
import { backUp, lastBackup, restoreBackup } from '../../src/store/backup.ts';
import { databases } from '../store/databases.ts';
import { openTestStore } from '../store/open-test-store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retorno-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** One typed line: its exit code and what it printed. */
const type = async (databaseUrl: string, ...line: string[]) => {
  const printed: string[] = [];
  const errors: string[] = [];
  const commands = [
    backup((file) => backUp(databaseUrl, file)),
    restore({
      restore: (given) => restoreBackup({ databaseUrl, keyIds: [], ...given }),
      eraseAgain: async () => ({ carts: 2, orders: 1 }),
    }),
  ];
  const code = await runLine(line, commands, {
    print: (text) => printed.push(text),
    printError: (text) => errors.push(text),
  });
  return { code, printed: printed.join('\n'), errors: errors.join('\n') };
};

it('a backup is made beside a running server, and noted beside the database', async () => {
  const world = await openTestStore(databases[0]!.make);
  const file = join(folder, 'monday.db');
  expect(lastBackup(world.url)).toBeNull();
  expect(await type(world.url, 'backup', file, '--json')).toEqual({
    code: 0,
    printed: JSON.stringify({ file }),
    errors: '',
  });
  expect((await readFile(file)).subarray(0, 15).toString()).toBe('SQLite format 3');
  expect(lastBackup(world.url)).toBeInstanceOf(Date);
  await world.close();
});

it('a restore says what it would replace, and erases again what was erased since', async () => {
  const world = await openTestStore(databases[0]!.make);
  const file = join(folder, 'monday.db');
  await type(world.url, 'backup', file);
  const { commit, tombstones } = world.store;
  await commit([tombstones.buried('s1' as never, { keyHash: 'x', at: new Date(2) })]);

  const running = await type(world.url, 'restore', file, '--force');
  expect(running).toMatchObject({
    code: 1,
    printed: '',
    errors: expect.stringMatching(/^Another Retorno server/),
  });
  await world.store.close();
  expect(await type(world.url, 'restore', file)).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/--force replaces it/),
  });
  const { code, printed } = await type(world.url, 'restore', file, '--force', '--json');
  expect({ code, data: JSON.parse(printed) as unknown }).toEqual({
    code: 0,
    data: { file, tombstones: 1, erased: { carts: 2, orders: 1 } },
  });
  await rm(world.url.replace('sqlite:', ''));
});

it('what goes wrong is said in one sentence, and leaves nothing half', async () => {
  const url = `sqlite:${join(folder, 'retorno.db')}`;
  const postgres = await type('postgres://x/y', 'backup', 'f');
  expect(postgres.errors).toMatch(/pg_dump.*pg_restore/);
  expect((await type('postgres://x/y', 'restore', 'f')).errors).toMatch(/pg_dump.*pg_restore/);
  expect(await type(url, 'backup')).toMatchObject({
    code: 2,
    errors: expect.stringContaining('retorno backup FILE'),
  });
  expect(await type(url, 'backup', 'a', 'b')).toMatchObject({ code: 2 });
  expect(await type(url, 'restore', join(folder, 'none'))).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/no file/),
  });

  const world = await openTestStore(databases[0]!.make);
  await writeFile(join(folder, 'taken'), 'x');
  const inFile = await type(world.url, 'backup', join(folder, 'taken', 'monday.db'));
  expect(inFile).toMatchObject({ code: 1, printed: '' });
  expect(inFile.errors).toContain('taken');
  await expect(stat(join(folder, 'taken', 'monday.db.part'))).rejects.toThrow(/ENOTDIR|ENOENT/);
  expect(await readFile(join(folder, 'taken'), 'utf8')).toBe('x');
  await world.close();
});
