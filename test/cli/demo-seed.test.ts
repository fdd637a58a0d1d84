import { expect, test } from 'vitest';
import { demoSeed } from '../../src/cli/demo-seed.ts';
import type { StoreId } from '../../src/core/words/ids.ts';

const seeded = (carts: number) =>
  Promise.resolve({ storeId: 's1' as StoreId, added: carts, alreadyThere: 0 });

const run = (carts?: string) =>
  demoSeed(seeded).run({ values: carts === undefined ? {} : { carts }, positionals: [] });

test('as many carts as asked for are added, and the store is named', async () => {
  expect(await run('250')).toMatchObject({ kind: 'done', data: { storeId: 's1', added: 250 } });
});

test.each([undefined, '', '0', '-1', '1.5', 'many', '1e99'])('--carts %s is wrong use', async (carts) => {
  expect((await run(carts)).kind).toBe('wrong_use');
});
