import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DeliveryId, StoreId } from '../../src/core/words/ids.ts';
import type { EncryptionKeys } from '../../src/secrets.ts';
import { createSecrets } from '../../src/secrets.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { databases } from './databases.ts';
import { createTestClock, silentLog } from './open-test-store.ts';
import { aConnection } from '../support/a-connection.ts';

const key = (fill: number) => new Uint8Array(32).fill(fill);

describe.each(databases)('after a change of the key, on $name,', ({ make }) => {
  it('all that was sealed is sealed anew, and the old key may be forgotten', async () => {
    const database = await make();
    await migrate(database.url);
    const openWith = async (keys: EncryptionKeys) => {
      const secrets = createSecrets(keys, randomBytes);
      const clock = createTestClock(new Date(0));
      const store = await openStore({
        url: database.url,
        as: 'command',
        log: silentLog,
        clock,
        randomBytes,
        secrets,
      });
      return { store, secrets };
    };
    const before = await openWith({ current: key(1), previous: null });
    const { store } = await before.store.stores.connect(shop);
    const sealed = before.secrets.seal('{}', { purpose: 'deliveries.body', storeId: 'shop.example' });
    const ids = Array.from({ length: 700 }, (_, place) => `d${place}` as DeliveryId);
    await before.store.deliveries.append(ids.map((id) => ({ ...delivery, id, dedupeKey: id, body: sealed })));
    await before.store.deliveries.append([
      { ...delivery, id: 'x' as DeliveryId, dedupeKey: 'x', body: 'v1.ffffffff.AAAA' },
    ]);
    const secretsBefore = await before.store.stores.secrets(store.id);
    await before.store.close();

    const during = await openWith({ current: key(2), previous: key(1) });
    const keysInUse = async () =>
      Object.fromEntries(
        (await during.store.reader.keyRotation.keysInUse()).map(({ keyId, rows }) => [keyId, rows]),
      );
    const { current, previous } = during.secrets.keyIds;
    expect(await keysInUse()).toEqual({ [previous!]: 700 + 3, ffffffff: 1 });
    expect(await during.store.reader.keyRotation.isNeeded(previous!)).toBe(true);
    expect(await during.store.keyRotation.reseal()).toEqual({ resealed: 700 + 3, unreadable: 1 });
    expect(await during.store.reader.keyRotation.isNeeded(previous!)).toBe(false);
    expect(await keysInUse()).toEqual({ [current]: 700 + 3, ffffffff: 1 });
    expect(await during.store.keyRotation.reseal()).toEqual({ resealed: 0, unreadable: 1 });
    await during.store.close();

    const after = await openWith({ current: key(2), previous: null });
    expect(await after.store.stores.secrets(store.id)).toEqual(secretsBefore);
    expect(await after.store.stores.credentials(store.id)).toEqual(shop.credentials);
    const body = (await after.store.deliveries.get('d699' as DeliveryId))?.body ?? '';
    expect(after.secrets.open(body, { purpose: 'deliveries.body', storeId: 'shop.example' })).toBe('{}');
    await after.store.close();
    await database.drop();
  });
});

const seal = (keys: EncryptionKeys) =>
  createSecrets(keys, randomBytes).seal('{}', { purpose: 'deliveries.body', storeId: 'shop.example' });

it('a row that is neither among the oldest nor among the newest keeps its key needed', async () => {
  const database = await databases[0]!.make();
  await migrate(database.url);
  const openWith = (keys: EncryptionKeys) => {
    const secrets = createSecrets(keys, randomBytes);
    const around = { url: database.url, as: 'command', log: silentLog, randomBytes } as const;
    return openStore({ ...around, clock: createTestClock(new Date(0)), secrets });
  };
  const [old, fresh] = [
    seal({ current: key(1), previous: null }),
    seal({ current: key(2), previous: key(1) }),
  ];
  const store = await openWith({ current: key(2), previous: key(1) });
  const rows = Array.from({ length: 4_201 }, (_, place) => {
    const id = `d${String(place).padStart(5, '0')}` as DeliveryId;
    return { ...delivery, id, dedupeKey: id, body: place === 2_100 ? old : fresh };
  });
  for (let from = 0; from < rows.length; from += 500)
    await store.deliveries.append(rows.slice(from, from + 500));

  const oldId = createSecrets({ current: key(1), previous: null }, randomBytes).keyIds.current;
  expect((await store.reader.keyRotation.keysInUse()).map(({ keyId }) => keyId)).not.toContain(oldId);
  expect(await store.reader.keyRotation.isNeeded(oldId)).toBe(true);
  await store.close();
  await database.drop();
});

const shop = aConnection({
  platform: 'shopify',
  externalKey: 'shop.example',
  credentials: { kind: 'shopify_token', accessToken: 'shpat_1' },
  webhookSecret: 'hook',
  now: new Date(0),
});

const delivery = {
  platform: 'shopify' as const,
  storeId: 's1' as StoreId,
  storeKey: 'shop.example',
  topic: 'carts/update',
  encoding: 'json' as const,
  receivedAt: new Date(0),
};
