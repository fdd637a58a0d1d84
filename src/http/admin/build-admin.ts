import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Builds the admin when it is missing or older than its sources, so that a fresh clone and a changed one both start
 * with one command. Without sources (the container image brings the built admin only) nothing is done.
 * Throws with the builder's own words when it fails.
 */
export const buildAdminWhenStale = async (root: string): Promise<'built' | 'fresh'> => {
  if (!(await isStale(root))) return 'fresh';
  await build(root);
  return 'built';
};

const isStale = async (root: string): Promise<boolean> => {
  const built = await changedAt(join(root, 'dist/web/index.html'));
  const sources = await latestChange(join(root, 'web'));
  return sources !== null && (built === null || built < sources);
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
 * In a process of its own: the builder's memory goes back when it is done. Built beside and then put in place whole.
 * Of servers that start at the same time the first to be done puts it there, and the others leave it alone.
 */
const build = async (root: string): Promise<void> => {
  await mkdir(join(root, 'dist'), { recursive: true });
  const beside = await mkdtemp(join(root, 'dist/web-'));
  const place = join(root, 'dist/web');
  await runBuilder(root, beside);
  // Who builds may be another user than who serves.
  await chmod(beside, 0o755);
  if (await isStale(root)) {
    await rename(place, `${beside}-before`).catch(unless('ENOENT'));
    await rename(beside, place).catch(unless('ENOTEMPTY', 'EEXIST'));
  }
  await rm(beside, { recursive: true, force: true });
  await rm(`${beside}-before`, { recursive: true, force: true });
};

const unless =
  (...codes: readonly string[]) =>
  (reason: unknown): void => {
    if (!codes.includes((reason as NodeJS.ErrnoException).code ?? '')) throw reason;
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
