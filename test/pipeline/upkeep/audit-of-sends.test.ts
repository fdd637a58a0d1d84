import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StoreId } from '../../../src/core/words/ids.ts';
import { createAudit } from '../../../src/pipeline/upkeep/audit.ts';
import { createReadCounts } from '../../../src/pipeline/upkeep/counts.ts';
import { databases } from '../../store/databases.ts';
import { HOUR, MINUTE, openReminderWorld, SECOND, type ReminderWorld } from '../../support/reminder-world.ts';

let world: ReminderWorld;
let storeId: StoreId;
beforeEach(async () => {
  world = await openReminderWorld(databases[0]!.make);
  storeId = await world.connect('loja', {
    change: { quietHours: { channels: ['email'], from: '20:00', to: '08:00', zone: 'store' } },
  });
});
afterEach(() => world.close());

const counts = () =>
  createReadCounts({
    reader: world.store.reader,
    audit: createAudit({ store: world.store, clock: world.clock }),
    clock: world.clock,
  })();

it('an order that arrives while a mail is handed over does not count, one that was placed before does', async () => {
  const { cart } = await world.fillCart(storeId, 'ana@example.com');
  await world.passes(30 * MINUTE);
  world.channel.behaves(async (_, beforeHandOver) => {
    const goes = await beforeHandOver();
    world.clock.advance(SECOND);
    await world.buys(cart);
    return goes ? { kind: 'accepted', providerId: 'x' } : { kind: 'withdrawn' };
  });
  await world.passes(30 * MINUTE);
  expect(world.channel.sent).toHaveLength(1);
  expect(await counts()).toMatchObject({ messagesToBuyers: 0, stepsSentTwice: 0, sendsInQuietHours: 0 });

  const { cart: other } = await world.fillCart(storeId, 'bia@example.com');
  world.channel.recovers();
  await world.passes(30 * MINUTE);
  await world.passes(30 * MINUTE);
  await world.buys(other, { placedAt: new Date(world.clock.now().getTime() - SECOND) });
  expect(await counts()).toMatchObject({ messagesToBuyers: 1 });
});

it('sends are judged by the quiet hours that their decision kept to, whatever the merchant sets later', async () => {
  await world.fillCart(storeId, 'ana@example.com');
  await world.passes(30 * MINUTE);
  await world.passes(30 * MINUTE);
  expect(world.channel.sent).toHaveLength(1);
  const [flow] = await world.store.flows.list(storeId);
  await world.store.commit([
    world.store.flows.changed(storeId, {
      ...flow!,
      quietHours: { channels: ['email'], from: '00:00', to: '23:59', zone: 'store' },
      revision: flow!.revision + 1,
    }),
  ]);
  await world.passes(HOUR);
  const found = await counts();
  expect(found).toMatchObject({ sendsInQuietHours: 0 });
  expect(found.messages).toContainEqual({ channel: 'email', state: 'accepted', count: 1 });

  const page = await world.store.reader.audit.page({ sentAt: new Date(0), after: '' }, 10);
  expect(page.attempts.map(({ quietHours }) => quietHours)).toEqual([
    { from: '20:00', to: '08:00', zone: 'America/Sao_Paulo' },
  ]);
});

it('a process that runs no chores still tells what became known since it was asked last', async () => {
  const { cart } = await world.fillCart(storeId, 'ana@example.com');
  await world.passes(30 * MINUTE);
  await world.passes(30 * MINUTE);
  const audit = createAudit({ store: world.store, clock: world.clock });
  const read = createReadCounts({ reader: world.store.reader, audit, clock: world.clock });
  expect(await read()).toMatchObject({ messagesToBuyers: 0 });
  await world.buys(cart, { placedAt: new Date(world.clock.now().getTime() - SECOND) });
  expect(await read()).toMatchObject({ messagesToBuyers: 0 });
  world.clock.advance(6 * MINUTE);
  expect(await read()).toMatchObject({ messagesToBuyers: 1 });
});
