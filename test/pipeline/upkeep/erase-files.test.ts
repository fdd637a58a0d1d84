import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { createErase } from '../../../src/pipeline/upkeep/erase.ts';
import { databases } from '../../store/databases.ts';
import { openIntakeOn } from '../../support/intake-world.ts';
import { cartSeen, minutes } from '../../support/observations.ts';

const CANARY = 'canary-of-the-files@example.com';

it('erasing leaves nothing of the person in the files of the database, its log included', async () => {
  const world = await openIntakeOn(databases[0]!.make);
  const store = await world.connect();
  const file = world.url.replace('sqlite:', '');
  const holding = () =>
    readdirSync(dirname(file)).filter(
      (name) =>
        name.startsWith(basename(file)) &&
        readFileSync(join(dirname(file), name)).includes(CANARY, 0, 'latin1'),
    );
  await world.tell(store, cartSeen({ contact: { email: CANARY, phone: null, name: 'Ana' } }));
  expect(holding()).not.toEqual([]);

  const who = { emailKeys: [CANARY], phoneKeys: [], orderIds: [], at: minutes(500) };
  await createErase(world)({ storeId: store.id, ...who });
  expect(holding()).toEqual([]);
  await world.close();
});
