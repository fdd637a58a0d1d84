import { inspect } from 'node:util';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CartId, StoreId } from '../../src/core/words/ids.ts';
import type { Engine } from '../../src/store/engine.ts';
import { excluded, isWord, rowSlots, type Slots } from '../../src/store/slots.ts';
import type { Row } from '../../src/store/tables/tables.ts';
import { engines, openTestEngine } from './databases.ts';

const prepareStatements = ({ db, tables: { apiKeys, cartRefs }, prepare, kit }: Engine) => ({
  add: prepare('keys.add', (slot: Slots<Row<'apiKeys'>>) =>
    db.insert(apiKeys).values(rowSlots(apiKeys, slot)),
  ),
  put: prepare('keys.put', (slot: Slots<Row<'apiKeys'>>) =>
    db
      .insert(apiKeys)
      .values(rowSlots(apiKeys, slot))
      .onConflictDoUpdate({ target: apiKeys.id, set: excluded(apiKeys, ['lastUsedAt']) }),
  ),
  find: prepare('keys.find', (slot: Slots<{ id: string }>) =>
    db.select().from(apiKeys).where(eq(apiKeys.id, slot.id)),
  ),
  revoke: prepare('keys.revoke', (slot: Slots<{ id: string; at: Date }>) =>
    db
      .update(apiKeys)
      .set({ revokedAt: slot.at })
      .where(and(eq(apiKeys.id, slot.id), sql`${apiKeys.revokedAt} is null`))
      .returning(),
  ),
  addRef: prepare('refs.add', (slot: Slots<Row<'cartRefs'>>) =>
    db.insert(cartRefs).values(rowSlots(cartRefs, slot)),
  ),
  refs: prepare('refs.find', (slot: Slots<{ refs: readonly string[] }>) =>
    db.select().from(cartRefs).where(kit.anyOf(cartRefs.ref, slot.refs)).orderBy(cartRefs.ref),
  ),
  admins: prepare('keys.admins', () => db.select().from(apiKeys).where(isWord(apiKeys.scope, 'admin'))),
});

describe.each(engines)('the engine on $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestEngine>>;
  let statements: ReturnType<typeof prepareStatements>;
  let engine: Engine;

  beforeAll(async () => {
    opened = await openTestEngine(make);
    engine = opened.engine;
    statements = prepareStatements(engine);
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    await engine.commit([engine.write(engine.db.delete(engine.tables.apiKeys))]);
    await engine.commit([engine.write(engine.db.delete(engine.tables.cartRefs))]);
  });

  it('a row comes back as it was written, nulls and milliseconds included', async () => {
    await engine.commit([statements.add.write(key('k1'))]);

    expect(await statements.find.read({ id: 'k1' })).toEqual([key('k1')]);
    expect(await statements.find.first({ id: 'nobody' })).toBeNull();
  });

  it('a unit whose guard does not hold writes nothing and is a conflict', async () => {
    const outcome = await engine.commit([
      statements.add.write(key('k1')),
      statements.revoke.write({ id: 'unknown', at: new Date(5) }, { expect: 1 }),
    ]);

    expect(outcome).toBe('conflict');
    expect(await statements.find.read({ id: 'k1' })).toEqual([]);
  });

  it('a unique key that is there already is a conflict', async () => {
    await engine.commit([statements.add.write(key('k1'))]);

    expect(await engine.commit([statements.add.write(key('k2')), statements.add.write(key('k1'))])).toBe(
      'conflict',
    );
    expect(await statements.find.first({ id: 'k2' })).toBeNull();
  });

  it('a failure that is no conflict rejects, and the units beside it are committed', async () => {
    const broken = { ...key('k2'), hash: null as unknown as string };
    const outcomes = await Promise.allSettled([
      engine.commit([statements.add.write(key('k1'))]),
      engine.commit([statements.add.write(key('k5')), statements.add.write(broken)]),
      engine.commit([statements.add.write(key('k1'))]),
      engine.commit([statements.add.write(key('k3'))]),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    const ids = (await engine.read(engine.db.select().from(engine.tables.apiKeys))).map(({ id }) => id);
    expect(ids.toSorted()).toEqual(['k1', 'k3']);
  });

  it('what a write returns is told in order, and how many rows it touched', async () => {
    await engine.commit([statements.add.write(key('k1'))]);
    const applied = await engine.apply([
      statements.add.write(key('k2')),
      statements.revoke.write({ id: 'k1', at: new Date(7) }, { expect: 1 }),
    ]);

    expect(applied.kind === 'committed' && applied.results.map(({ touched }) => touched)).toEqual([1, 1]);
    expect(applied.kind === 'committed' && statements.revoke.rows(applied.results[1])).toEqual([
      { ...key('k1'), revokedAt: new Date(7) },
    ]);
  });

  it('an upsert takes the columns named', async () => {
    await engine.commit([statements.add.write(key('k1'))]);
    await engine.commit([
      statements.put.write({ ...key('k1'), storeId: 'other' as StoreId, lastUsedAt: new Date(9) }),
    ]);

    expect(await statements.find.first({ id: 'k1' })).toEqual({ ...key('k1'), lastUsedAt: new Date(9) });
  });

  it('any number of texts is one parameter', async () => {
    const refs = ['a', "b'", 'c,"x"', 'ç{}'];
    await engine.commit(refs.map((ref) => statements.addRef.write({ ...reference, ref })));

    expect(await findRefs(statements, [])).toEqual([]);
    expect(await findRefs(statements, refs)).toEqual(refs);
    expect(await findRefs(statements, ['zz', "b'"])).toEqual(["b'"]);
  });

  it('texts are ordered by their bytes', async () => {
    const refs = ['Z', 'a', 'á', 'ab'];
    await engine.commit(refs.map((ref) => statements.addRef.write({ ...reference, ref })));

    expect((await statements.refs.read({ refs })).map(({ ref }) => ref)).toEqual(['Z', 'a', 'ab', 'á']);
  });

  it('of many units that take the same row one wins', async () => {
    await engine.commit([statements.add.write(key('k1'))]);
    const takes = Array.from({ length: 20 }, (_, place) =>
      engine.commit([statements.revoke.write({ id: 'k1', at: new Date(place) }, { expect: 1 })]),
    );

    const outcomes = await Promise.all(takes);
    expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1);
  });

  it('a thousand units at once are all committed', async () => {
    const ids = Array.from({ length: 1000 }, (_, place) => `many-${place}`);
    await Promise.all(ids.map((id) => engine.commit([statements.add.write(key(id))])));

    expect(await statements.admins.read({})).toHaveLength(1000);
  });

  it('a value left out is an error, not a null', async () => {
    const { hash: _, ...rest } = key('k1');

    await expect(engine.commit([statements.add.write(rest as Row<'apiKeys'>)])).rejects.toThrow('hash');
  });

  it('an empty unit is committed', async () => {
    expect(await engine.commit([])).toBe('committed');
  });

  it('an error does not repeat the values, which are people’s data', async () => {
    const secret = 'ana@example.com';
    const broken = { ...key(secret), hash: null as unknown as string };

    const reason: unknown = await engine
      .commit([statements.add.write(broken)])
      .catch((error: unknown) => error);
    expect(inspect(reason)).not.toContain(secret);
  });
});

const key = (id: string): Row<'apiKeys'> => ({
  id: id as Row<'apiKeys'>['id'],
  storeId: 's1' as StoreId,
  scope: 'admin',
  hash: `hash of ${id}`,
  createdAt: new Date('2026-11-21T12:00:00.123Z'),
  lastUsedAt: null,
  revokedAt: null,
});

const reference = { storeId: 's1' as StoreId, cartId: 'c1' as CartId };

const findRefs = async ({ refs }: ReturnType<typeof prepareStatements>, asked: string[]) =>
  (await refs.read({ refs: asked })).map(({ ref }) => ref);
