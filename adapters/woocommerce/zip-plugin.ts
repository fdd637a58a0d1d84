import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { argv, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { zipFile } from './zip-file.ts';

/** The plugin as WordPress takes it: `npm run plugin:zip` writes dist/retorno.zip, with everything in one folder. */
const root = fileURLToPath(new URL('./plugin/', import.meta.url));
const target = argv[2] ?? fileURLToPath(new URL('../../dist/retorno.zip', import.meta.url));

const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({
    path: `retorno/${relative(root, path).replaceAll('\\', '/')}`,
    content: readFileSync(path),
  }))
  .toSorted((one, other) => (one.path < other.path ? -1 : 1));

mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, zipFile(files));
stdout.write(`${target}\n`);
