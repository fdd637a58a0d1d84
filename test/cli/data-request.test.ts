import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StoreId } from '../../src/core/words/ids.ts';
import { dataRequest } from '../../src/cli/data-request.ts';
import type { InOffice, Office } from '../../src/cli/office.ts';
import { createPersonFile } from '../../src/pipeline/upkeep/person-file.ts';
import { keysToErase } from '../../src/pipeline/upkeep/erase.ts';
import { openIntakeOn, type IntakeOnDatabase } from '../support/intake-world.ts';
import { cartSeen } from '../support/observations.ts';
import { databases } from '../store/databases.ts';

let world: IntakeOnDatabase;
let folder: string;
let storeId: StoreId;
let inOffice: InOffice;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retorno-file-'));
  world = await openIntakeOn(databases[0]!.make);
  const store = await world.connect();
  storeId = store.id;
  await world.tell(store, cartSeen({ contact: { email: 'ana@example.com', phone: null, name: 'Ana' } }));
  const personFile: Office['personFile'] = async (id, person) => {
    const keys = keysToErase(person, 'BR');
    return keys === null ? null : createPersonFile(world)(id, keys);
  };
  inOffice = (work) => work({ store: world.store, personFile } as unknown as Office);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

const run = (values: Record<string, string>) =>
  dataRequest(inOffice).run({ values: { store: storeId, ...values }, positionals: [] });

it('prints the file, or saves it for its owner alone and in no other file’s place', async () => {
  expect(await run({ email: 'Ana@Example.com' })).toMatchObject({
    kind: 'done',
    data: { Contact: { Names: ['Ana'] } },
  });
  const out = join(folder, 'ana.json');
  expect(await run({ email: 'ana@example.com', out })).toMatchObject({ kind: 'done', data: { file: out } });
  expect((await stat(out)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ Carts: [{ Name: 'Ana' }] });
  expect(await run({ email: 'ana@example.com', out })).toMatchObject({ kind: 'failed' });
});

it.each([{}, { email: 'nobody' }, { phone: '000' }])(
  'asks for somebody it can look for: %j',
  async (values) => {
    expect(await run(values)).toMatchObject({ kind: 'wrong_use' });
  },
);

it('says so where there is no such store', async () => {
  expect(await run({ store: 'none', email: 'ana@example.com' })).toMatchObject({ kind: 'failed' });
});
