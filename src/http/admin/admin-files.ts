import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export type AdminFile = {
  readonly type: string;
  readonly body: Buffer;
  /** Compressed when it is first asked for; null where compressing gains nothing. */
  readonly gzipped: (() => Promise<Buffer>) | null;
  /** Its name carries a hash of its contents. */
  readonly neverChanges: boolean;
};

/** The built admin by path below `/admin/`: some two megabytes, read once, so that no request reaches the disk. */
export const readAdminFiles = async (folder: string): Promise<ReadonlyMap<string, AdminFile>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      files.map(async (file): Promise<[string, AdminFile]> => {
        const path = relative(folder, file).replaceAll(sep, '/');
        return [path, await readAdminFile(file, path)];
      }),
    ),
  );
};

const readAdminFile = async (file: string, path: string): Promise<AdminFile> => {
  const body = await readFile(file);
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  return {
    type,
    body,
    gzipped: COMPRESSED.test(type) ? once(() => compress(body)) : null,
    neverChanges: path.startsWith('assets/'),
  };
};

const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | null = null;
  return () => (made ??= make());
};

const compress = promisify<Buffer, Buffer>(gzip);
const COMPRESSED = /^(text|application|image\/svg)/;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
