import { access, mkdtemp, readdir, rm, symlink, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildAdminWhenStale } from '../../../src/http/admin/build-admin.ts';

const project = join(import.meta.dirname, '../../..');
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'build-'));
});

afterEach(async () => rm(root, { recursive: true }));

it('a clone without the built admin builds it once; one that is older than its sources is built again', async () => {
  for (const name of ['web', 'src', 'node_modules']) await symlink(join(project, name), join(root, name));
  const first = await buildAdminWhenStale(root);
  const second = await buildAdminWhenStale(root);
  await utimes(join(root, 'dist/web/index.html'), 0, 0);
  const third = await buildAdminWhenStale(root);
  await access(join(root, 'dist/web/mail.html'));

  expect([first, second, third]).toEqual(['built', 'fresh', 'built']);
  expect(await readdir(join(root, 'dist'))).toEqual(['web']);
}, 60_000);

it('two that build at the same time leave one whole admin, and nothing beside it', async () => {
  for (const name of ['web', 'src', 'node_modules']) await symlink(join(project, name), join(root, name));
  await Promise.all([buildAdminWhenStale(root), buildAdminWhenStale(root)]);

  expect(await readdir(join(root, 'dist'))).toEqual(['web']);
  await access(join(root, 'dist/web/mail.html'));
  expect(await buildAdminWhenStale(root)).toBe('fresh');
}, 90_000);

it('where there are no sources, as in the container image, nothing is built', async () => {
  expect(await buildAdminWhenStale(root)).toBe('fresh');
});

it('a build that fails says why', async () => {
  await symlink(join(project, 'web'), join(root, 'web'));

  await expect(buildAdminWhenStale(root)).rejects.toThrow('The admin could not be built');
});
