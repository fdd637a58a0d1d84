import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SecretUnreadable } from '../src/ports/secrets.ts';
import { StoreUnusable } from '../src/ports/store/unusable.ts';
import { createSecrets, keyIdsAtHand, loadKeys } from '../src/secrets.ts';

const key = (fill: number) => new Uint8Array(32).fill(fill);
const place = { purpose: 'stores.credentials', storeId: 's1' };

describe('a sealed text', () => {
  const secrets = createSecrets({ current: key(1), previous: null }, randomBytes);

  it('opens at its own place', () => {
    for (const text of ['', 'token', 'ção 🛒'.repeat(500)])
      expect(secrets.open(secrets.seal(text, place), place)).toBe(text);
  });

  it('never looks the same twice, and shows nothing of the text', () => {
    const [one, other] = [secrets.seal('token', place), secrets.seal('token', place)];
    expect(one).not.toBe(other);
    expect(Buffer.from(one.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('token');
  });

  it('copied to another row or column it does not open', () => {
    const sealed = secrets.seal('token', place);
    expect(() => secrets.open(sealed, { ...place, storeId: 's2' })).toThrow(SecretUnreadable);
    expect(() => secrets.open(sealed, { ...place, purpose: 'stores.webhook_secret' })).toThrow(
      SecretUnreadable,
    );
  });

  it('any change of it is noticed', () => {
    const [version, id, body] = secrets.seal('token', place).split('.');
    const bytes = Buffer.from(body ?? '', 'base64url');
    for (let byte = 0; byte < bytes.length; byte += 1) {
      const changed = Buffer.from(bytes);
      changed[byte] = (changed[byte] ?? 0) ^ 1;
      expect(() => secrets.open(`${version}.${id}.${changed.toString('base64url')}`, place)).toThrow(
        SecretUnreadable,
      );
    }
    expect(() =>
      secrets.open(`${version}.${id}.${bytes.subarray(0, 20).toString('base64url')}`, place),
    ).toThrow(SecretUnreadable);
    expect(() => secrets.open('plain text', place)).toThrow(SecretUnreadable);
  });

  it('under the previous key it opens, and is sealed anew under the current one', () => {
    const sealed = secrets.seal('token', place);
    const rotated = createSecrets({ current: key(2), previous: key(1) }, randomBytes);
    expect(rotated.open(sealed, place)).toBe('token');
    const again = rotated.reseal(sealed, place) ?? '';
    expect(rotated.reseal(again, place)).toBeNull();

    const later = createSecrets({ current: key(2), previous: null }, randomBytes);
    expect(later.open(again, place)).toBe('token');
    expect(() => later.open(sealed, place)).toThrow(/ENCRYPTION_KEY_PREVIOUS/);
  });

  it('a key that is empty, short or long is refused', () => {
    for (const bytes of [0, 16, 31, 33])
      expect(() => createSecrets({ current: new Uint8Array(bytes), previous: null }, randomBytes)).toThrow(
        /32/,
      );
  });
});

describe('the key file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'retorno-keys-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const load = (current: Uint8Array | null = null) =>
    loadKeys({ current, previous: null, sqliteFile: join(folder, 'data', 'retorno.db'), randomBytes });

  it('is made beside the database for its owner only, and is the same ever after', async () => {
    const [one, other] = await Promise.all([load(), load()]);
    expect(one).toEqual(other);
    expect(await load()).toEqual(one);
    expect((await stat(join(folder, 'data', 'retorno.db.key'))).mode & 0o777).toBe(0o600);
  });

  it('is not made when a key is given', async () => {
    expect(await load(key(5))).toEqual({ current: key(5), previous: null });
    await expect(readFile(join(folder, 'data', 'retorno.db.key'))).rejects.toThrow('ENOENT');
  });

  it('is looked into without being made', async () => {
    const sqliteFile = join(folder, 'data', 'retorno.db');
    const ids = () => keyIdsAtHand({ current: null, previous: key(7), sqliteFile });
    const previous = createSecrets({ current: key(7), previous: null }, randomBytes).keyIds.current;
    expect(await ids()).toEqual([previous]);
    await expect(readFile(`${sqliteFile}.key`)).rejects.toThrow('ENOENT');
    const { current } = createSecrets(await load(), randomBytes).keyIds;
    expect(await ids()).toEqual([current, previous]);
  });

  it('that cannot be made is said in one sentence', async () => {
    for (const sqliteFile of ['/proc/retorno/retorno.db', '/dev/null/retorno.db'])
      await expect(loadKeys({ current: null, previous: null, sqliteFile, randomBytes })).rejects.toThrow(
        StoreUnusable,
      );
  });

  it('that is damaged is refused, not replaced', async () => {
    await load();
    await writeFile(join(folder, 'data', 'retorno.db.key'), 'short');
    await expect(load()).rejects.toThrow(/does not hold 32 bytes/);
  });

  it('PostgreSQL has none', async () => {
    await expect(loadKeys({ current: null, previous: null, sqliteFile: null, randomBytes })).rejects.toThrow(
      'ENCRYPTION_KEY',
    );
  });
});
