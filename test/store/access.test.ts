import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiKeyId, StoreId } from '../../src/core/words/ids.ts';
import type { Access } from '../../src/ports/store/access.ts';
import { databases } from './databases.ts';
import { openTestStore } from './open-test-store.ts';

const one = 's1' as StoreId;
const MINUTE_MS = 60_000;

describe.each(databases)('access on $name', ({ make }) => {
  let world: Awaited<ReturnType<typeof openTestStore>>;
  let access: Access;
  beforeAll(async () => {
    world = await openTestStore(make);
    access = world.store.access;
  });
  afterAll(() => world.close());

  it('a key opens its store until it is revoked, and is stored as a hash only', async () => {
    const { id, key } = await access.createKey(one, 'events');
    const engine = world.openEngine();
    const rows = await engine.read(engine.db.select().from(engine.tables.apiKeys));
    await engine.close();

    expect(key).toMatch(/^rt_[\w-]{43}$/);
    expect(JSON.stringify(rows)).not.toContain(key.slice(3));
    expect(await access.findKey(key)).toEqual({ id, storeId: one, scope: 'events' });
    expect(await access.findKey(`${key}x`)).toBeNull();
    expect(await access.revokeKey('s2' as StoreId, id)).toBe(false);
    expect(await access.revokeKey(one, id)).toBe(true);
    expect(await access.revokeKey(one, id)).toBe(false);
    expect(await access.findKey(key)).toBeNull();
    expect(await access.revokeKey(one, 'nothing' as ApiKeyId)).toBe(false);
  });

  it('the list tells when a key was used, never its hash', async () => {
    const { key } = await access.createKey('s3' as StoreId, 'admin');
    await access.findKey(key);

    const [listed] = await access.listKeys('s3' as StoreId);
    expect(listed).toMatchObject({ scope: 'admin', lastUsedAt: world.clock.now(), revokedAt: null });
    expect(listed).not.toHaveProperty('hash');
  });

  it('a login link works once, whoever is faster', async () => {
    const { token } = await access.createLoginLink(one);
    const outcomes = await Promise.all([1, 2, 3].map(() => access.redeemLoginLink(token)));

    const sessions = outcomes.filter((outcome) => outcome !== null);
    expect(sessions).toHaveLength(1);
    expect(await access.findSession(sessions[0]!.token)).toEqual({ storeId: one });
    expect(await access.findSession(token)).toBeNull();
  });

  it('a login link is over after ten minutes', async () => {
    const { token } = await access.createLoginLink(one);
    world.clock.advance(10 * MINUTE_MS);

    expect(await access.redeemLoginLink(token)).toBeNull();
  });

  it('a session ends by itself after twelve hours, and at once when it is ended', async () => {
    const [long, short] = [await access.createSession(one), await access.createSession(one)];
    await access.endSession(short.token);
    expect(await access.findSession(short.token)).toBeNull();
    expect(await access.findSession(long.token)).toEqual({ storeId: one });

    world.clock.advance(12 * 60 * MINUTE_MS);
    await access.forgetOver();
    expect(await access.findSession(long.token)).toBeNull();
  });
});
