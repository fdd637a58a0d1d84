import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoreId } from '../../src/core/words/ids.ts';
import type { DueStores } from '../../src/ports/store/due-stores.ts';
import { createDueStores } from '../../src/store/due-stores.ts';
import { databases, openTestEngine } from './databases.ts';

const one = 's1' as StoreId;
const other = 's2' as StoreId;
const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 12, minute));

describe.each(databases)('due stores on $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestEngine>>;
  let dueStores: DueStores;

  beforeAll(async () => {
    opened = await openTestEngine(make);
    dueStores = createDueStores(opened.engine);
  });
  afterAll(() => opened.close());
  beforeEach(() => opened.engine.commit([dueStores.removed(one), dueStores.removed(other)]));

  it('a store is due at the earliest time that anybody named', async () => {
    await opened.engine.commit([dueStores.broughtForward(one, at(5))]);
    await opened.engine.commit([dueStores.broughtForward(one, at(9)), dueStores.broughtForward(one, at(3))]);

    expect(await dueStores.due(at(2), 10)).toEqual([]);
    expect(await dueStores.due(at(3), 10)).toEqual([{ storeId: one, dueAt: at(3) }]);
  });

  it('the longest waiting comes first, and no more than asked for', async () => {
    await opened.engine.commit([
      dueStores.broughtForward(one, at(5)),
      dueStores.broughtForward(other, at(4)),
    ]);

    expect((await dueStores.due(at(9), 10)).map(({ storeId }) => storeId)).toEqual([other, one]);
    expect(await dueStores.due(at(9), 1)).toHaveLength(1);
  });

  it('what was brought forward during a sweep is not forgotten by the sweep', async () => {
    await opened.engine.commit([dueStores.broughtForward(one, at(5))]);
    const [due] = await dueStores.due(at(9), 10);
    await opened.engine.commit([dueStores.broughtForward(one, at(1))]);

    expect(await opened.engine.commit([dueStores.settled(due!, at(30))])).toBe('conflict');
    expect(await opened.engine.commit([dueStores.settled(due!, null)])).toBe('conflict');
    expect(await dueStores.due(at(9), 10)).toEqual([{ storeId: one, dueAt: at(1) }]);
  });

  it('a store with nothing to do is asked no more', async () => {
    await opened.engine.commit([
      dueStores.broughtForward(one, at(5)),
      dueStores.broughtForward(other, at(5)),
    ]);
    const due = await dueStores.due(at(9), 10);
    await opened.engine.commit([dueStores.settled(due[0]!, null), dueStores.settled(due[1]!, at(20))]);

    expect(await dueStores.due(at(60), 10)).toEqual([{ storeId: due[1]?.storeId, dueAt: at(20) }]);
  });
});
