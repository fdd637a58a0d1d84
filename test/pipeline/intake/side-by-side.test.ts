import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/store/engine.ts';
import { openPostgresEngine } from '../../../src/store/postgres-engine.ts';
import { openIntakeWorld } from '../../support/intake-world.ts';
import { cartSeen, orderSeen } from '../../support/observations.ts';
import { databases, openTestEngine } from '../../store/databases.ts';

const postgres = databases.filter(({ name }) => name === 'postgres');

const contact = (id: string) => ({ email: `${id}@example.com`, phone: null, name: null });

describe.each(postgres)('two processes on one $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestEngine>>;
  let second: Engine;
  beforeAll(async () => {
    opened = await openTestEngine(make);
    second = openPostgresEngine(opened.url, { connections: 4, onConnectionLost: () => {} });
  });
  afterAll(async () => {
    await second.close();
    await opened.close();
  });

  it('a cart and its order that arrive at the same moment are found to belong together', async () => {
    const one = openIntakeWorld(opened.engine, { isShared: true });
    const other = openIntakeWorld(second, { isShared: true, seed: 1_000_000 });
    const store = await one.connect();
    const ids = Array.from({ length: 60 }, (_, at) => `c${at}`);
    // Shoppers that are known already: making the same one twice would be a conflict of its own.
    for (const id of ids)
      await one.tell(store, cartSeen({ externalId: `former-${id}`, contact: contact(id), contents: null }));
    for (const id of ids)
      await Promise.all([
        one.tell(store, cartSeen({ externalId: id, contact: contact(id) })),
        other.tell(store, orderSeen({ externalId: `o-${id}`, contact: contact(id) })),
      ]);

    const carts = await one.store.carts.byExternalIds(store.id, ids);
    expect(carts.map(({ state }) => state)).toEqual(ids.map(() => 'purchased'));
  });
});
