import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../adapters/woocommerce/plugin/', import.meta.url));
const script = fileURLToPath(new URL('../../../adapters/woocommerce/zip-plugin.ts', import.meta.url));
const names = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
  .toSorted();
const php = names.filter((name) => name.endsWith('.php'));
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const hasPhp = spawnSync('php', ['-v']).status === 0;

describe('the companion plugin', () => {
  it.skipIf(!hasPhp)(
    'is PHP without a fault (skipped where no php is installed)',
    () => {
      const faults = php.filter((name) => spawnSync('php', ['-l', join(root, name)]).status !== 0);
      expect(faults).toEqual([]);
    },
    60_000,
  );

  it('is loaded by WordPress alone', () => {
    const open = php.filter(
      (name) => !/defined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;/.test(read(name)),
    );
    expect(open).toEqual([]);
  });

  it('needs no words of PHP 8: shops still run 7.4', () => {
    const NEWER =
      /\bmatch \(|\?->|\bfn\b.*: static|str_contains|str_starts_with|\benum \w|readonly |#\[|\bnever\b \{/;
    expect(php.filter((name) => NEWER.test(read(name)))).toEqual([]);
  });

  it('says one version in every place', () => {
    const version = /\* Version: (\S+)/.exec(read('retorno.php'))?.[1];
    expect(/RETORNO_VERSION', '([^']+)'/.exec(read('retorno.php'))?.[1]).toBe(version);
    expect(/Stable tag: (\S+)/.exec(read('readme.txt'))?.[1]).toBe(version);
  });

  it('has all its words in every language', () => {
    const words = new Set(
      php.flatMap((name) =>
        [...read(name).matchAll(/(?:__|esc_html__|esc_html_e)\( '((?:[^'\\]|\\.)*)', 'retorno' \)/g)].map(
          ([, text]) => text ?? '',
        ),
      ),
    );
    expect(words.size).toBeGreaterThan(20);
    for (const language of ['pt_BR', 'es_ES', 'pl_PL']) {
      const file = read(`languages/retorno-${language}.l10n.php`);
      expect([...words].filter((text) => !file.includes(`'${text}' => '`))).toEqual([]);
    }
  });
});

describe('the plugin’s zip', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plugin-zip-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const zip = (name: string): Buffer => {
    execFileSync(execPath, [script, join(folder, name)]);
    return readFileSync(join(folder, name));
  };

  it('holds every file in one folder, byte for byte', () => {
    const entries = readZip(zip('one.zip'));
    expect(entries.map(({ name }) => name)).toEqual(names.map((name) => `retorno/${name}`));
    for (const { name, content } of entries)
      expect(content.equals(readFileSync(join(root, name.slice('retorno/'.length))))).toBe(true);
  });

  it('is the same whenever it is made', () => {
    expect(zip('one.zip').equals(zip('two.zip'))).toBe(true);
  });
});

/** Reads a zip the way unpackers do: by its directory, from the end. */
const readZip = (zip: Buffer): { readonly name: string; readonly content: Buffer }[] => {
  const end = zip.length - 22;
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    const length = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + length);
    const start = zip.readUInt32LE(at + 42);
    const body = start + 30 + zip.readUInt16LE(start + 26);
    const content = inflateRawSync(zip.subarray(body, body + zip.readUInt32LE(at + 20)));
    at += 46 + length;
    return { name, content };
  });
};
