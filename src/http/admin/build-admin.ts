import { spawn } from 'node:child_process';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Builds the admin when it is missing or older than its sources, so that a fresh clone and a changed one both start
 * with one command. Without sources (the container image brings the built admin only) nothing is done.
 * Throws with the builder's own words when it fails.
 */
export const buildAdminWhenStale = async (root: string): Promise<'built' | 'fresh'> => {
  const built = await changedAt(join(root, 'dist/web/index.html'));
  const sources = await latestChange(join(root, 'web'));
  if (sources === null || (built !== null && built >= sources)) return 'fresh';
  await build(root);
  return 'built';
};

const changedAt = async (file: string): Promise<number | null> => {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return null;
  }
};

const latestChange = async (folder: string): Promise<number | null> => {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const changes = await Promise.all(files.map(async (file) => changedAt(join(file.parentPath, file.name))));
    return Math.max(0, ...changes.filter((change) => change !== null));
  } catch {
    return null;
  }
};

/**
 * In a process of its own: the builder's memory goes back when it is done. Built beside and then put in place, so
 * that a server that starts at the same time never reads half of it.
 */
const build = async (root: string): Promise<void> => {
  const beside = join(root, `dist/web-${process.pid}`);
  const place = join(root, 'dist/web');
  await runBuilder(root, beside);
  await rm(place, { recursive: true, force: true });
  await rename(beside, place);
};

const runBuilder = async (root: string, folder: string): Promise<void> => {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const builder = spawn(process.execPath, [vite, 'build', 'web', '--outDir', folder, '--emptyOutDir'], {
    cwd: root,
    // Whoever starts us may say otherwise, and would get React's development build.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  builder.stdout.on('data', (part: Buffer) => said.push(part));
  builder.stderr.on('data', (part: Buffer) => said.push(part));
  const code = await new Promise<number | null>((resolve, reject) => {
    builder.once('error', reject);
    builder.once('close', resolve);
  });
  if (code !== 0) throw new Error(`The admin could not be built:\n${Buffer.concat(said).toString()}`);
};
