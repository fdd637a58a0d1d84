import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StoreId } from '../../src/core/words/ids.ts';
import { backUp, restoreBackup } from '../../src/store/backup.ts';
import { aConnection } from '../support/a-connection.ts';
import { databases } from './databases.ts';
import { openTestStore, testSecrets } from './open-test-store.ts';

const one = 's1' as StoreId;
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retorno-backup-'));
  file = join(folder, 'backups', 'monday.db');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openWorld = () => openTestStore(databases[0]!.make);
const dueIds = async (world: Awaited<ReturnType<typeof openWorld>>) =>
  (await world.store.dueStores.due(new Date(1), 10)).map(({ storeId }) => storeId);

it('a backup made beside a running server brings its rows back, into an empty place', async () => {
  const world = await openWorld();
  await world.store.commit([world.store.dueStores.broughtForward(one, new Date(0))]);
  await backUp(world.url, file);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await world.store.commit([world.store.dueStores.removed(one)]);
  await world.close();

  const url = `sqlite:${join(folder, 'new', 'retorno.db')}`;
  expect(await restoreBackup({ databaseUrl: url, file, force: false, keyIds: [] })).toEqual({
    tombstones: 0,
  });
  const restored = await openTestStore(async () => ({ ...(await databases[0]!.make()), url }));
  expect(await dueIds(restored)).toEqual([one]);
  await restored.close();
});

it('a backup that was made under another key is refused, and the database stays', async () => {
  const world = await openWorld();
  await world.store.stores.connect(aConnection({ now: world.clock.now() }));
  await backUp(world.url, file);
  await world.store.close();
  const restore = (keyIds: readonly string[]) =>
    restoreBackup({ databaseUrl: world.url, file, force: true, keyIds });

  await expect(restore(['00000000'])).rejects.toThrow(/made under the encryption key [0-9a-f]{8}, not under/);
  const again = await world.open('server');
  expect(await again.stores.list()).toHaveLength(1);
  await again.close();
  await restore(['00000000', testSecrets().keyIds.current]);
});

it('a database that is there is replaced by force only, never under a running server', async () => {
  const world = await openWorld();
  await backUp(world.url, file);
  const restore = (force: boolean) => restoreBackup({ databaseUrl: world.url, file, force, keyIds: [] });

  await expect(restore(false)).rejects.toThrow(/--force replaces it/);
  await expect(restore(true)).rejects.toThrow(/Another Retorno server/);
  await world.store.close();
  await restore(true);
  const again = await world.open('server');
  expect(await again.stores.list()).toEqual([]);
  await again.close();
});

it('what was erased after the backup is carried over to be erased again', async () => {
  const world = await openWorld();
  const { tombstones, commit } = world.store;
  await commit([tombstones.buried(one, { keyHash: 'before', at: new Date(1) })]);
  await backUp(world.url, file);
  await commit([
    tombstones.buried(one, { keyHash: 'after', at: new Date(2) }),
    tombstones.buried(one, { keyHash: 'before', at: new Date(3) }),
  ]);
  await world.store.close();

  expect(await restoreBackup({ databaseUrl: world.url, file, force: true, keyIds: [] })).toEqual({
    tombstones: 2,
  });
  const again = await world.open('server');
  const found = await again.tombstones.ofHashes(one, ['before', 'after']);
  expect(found.map(({ at }) => at.getTime()).toSorted((one, other) => one - other)).toEqual([2, 3]);
  await again.close();
});

it('a backup replaces no file, and what is no backup is not restored', async () => {
  const world = await openWorld();
  await backUp(world.url, file);
  const before = await readFile(file);
  await expect(backUp(world.url, file)).rejects.toThrow(/a backup replaces none/);
  expect(await readFile(file)).toEqual(before);
  await world.close();

  const url = `sqlite:${join(folder, 'new.db')}`;
  await writeFile(join(folder, 'text'), 'hello '.repeat(1000));
  const restore = (name: string) =>
    restoreBackup({ databaseUrl: url, file: join(folder, name), force: false, keyIds: [] });
  await expect(restore('text')).rejects.toThrow(/is not a SQLite database/);
  await expect(restore('nothing')).rejects.toThrow(/There is no file/);
  await expect(backUp('postgres://x/y', file)).rejects.toThrow(/pg_dump/);
  await expect(stat(join(folder, 'new.db'))).rejects.toThrow('ENOENT');
});
