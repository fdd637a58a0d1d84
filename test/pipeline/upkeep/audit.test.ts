import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessageId, OrderId, StoreId } from '../../../src/core/words/ids.ts';
import type { Row } from '../../../src/store/tables/tables.ts';
import { databases } from '../../store/databases.ts';
import { cartRow, messageRow, storeRow } from '../../support/rows.ts';
import {
  after,
  type AuditWorld,
  CALL,
  EMAIL,
  HOUR,
  ID,
  NOTHING,
  openAuditWorld,
  PHONE,
  shopperRow,
} from './audit-world.ts';

const MINUTE = 60_000;
const nobody = { emailKey: null, phoneKey: null };

describe.each(databases)('the audit on $name', ({ make }) => {
  let world: AuditWorld;
  beforeEach(async () => {
    world = await openAuditWorld(make);
  });
  afterEach(() => world.close());

  it.each<[string, Partial<Row<'orders'>>]>([
    ['by e-mail, seen only after the call', { placedAt: after(-MINUTE) }],
    ['by phone', { placedAt: after(-MINUTE), emailKey: 'bia@example.com', phoneKey: PHONE }],
    ['by the cart that it names', { placedAt: after(-MINUTE), ...nobody, cartId: cartRow().id }],
    [
      'stamped by a clock that is ahead, and seen before',
      { placedAt: after(3 * MINUTE), firstSeenAt: after(-1) },
    ],
    ['a little before the cart', { placedAt: after(-2 * HOUR - 4 * MINUTE) }],
    ['before the cart, within the cool-off', { placedAt: after(-20 * HOUR) }],
    ['a renewal within the cool-off', { placedAt: after(-HOUR), origin: 'renewal' }],
    [
      'refunded after the call',
      { placedAt: after(-MINUTE), meaning: 'refunded', meaningAt: after(HOUR), moneyAuthorized: true },
    ],
  ])('finds a message to a buyer: %s', async (_name, order) => {
    await world.sent();
    await world.bought(order);
    expect(await world.findings()).toEqual({ ...NOTHING, messagesToBuyers: [ID] });
  });

  it.each<[string, Partial<Row<'orders'>>]>([
    ['that arrived while the message was being sent', { placedAt: after(1), firstSeenAt: after(2) }],
    [
      'of somebody else',
      { placedAt: after(-MINUTE), emailKey: 'bia@example.com', phoneKey: '5511900000000' },
    ],
    ['of another store', { placedAt: after(-MINUTE), storeId: 's2' as StoreId }],
    ['for trial', { placedAt: after(-MINUTE), test: true }],
    ['awaiting payment', { placedAt: after(-MINUTE), meaning: 'pending' }],
    [
      'that lapsed',
      { placedAt: after(-MINUTE), meaning: 'lapsed', meaningAt: after(HOUR), moneyAuthorized: false },
    ],
    ['cancelled before the call', { placedAt: after(-HOUR), meaning: 'cancelled', meaningAt: after(-1) }],
    ['long before the cart', { placedAt: after(-25 * HOUR) }],
  ])('finds none in an order %s', async (_name, order) => {
    await world.sent();
    await world.bought(order);
    expect(await world.findings()).toEqual(NOTHING);
  });

  it('a renewal since the cart began is no purchase of the cart, unless it names it', async () => {
    await world.insert('stores', storeRow({ settings: { coolOffMs: MINUTE } }));
    await world.insert('shoppers', shopperRow());
    await world.insert('carts', cartRow({ startedAt: after(-2 * HOUR), emailKey: EMAIL }));
    await world.insert('messages', messageRow());
    await world.bought({ placedAt: after(-HOUR), origin: 'renewal' });
    expect(await world.findings()).toEqual(NOTHING);
    await world.bought({
      id: 'o2' as OrderId,
      placedAt: after(-HOUR),
      origin: 'renewal',
      cartId: cartRow().id,
    });
    expect(await world.findings()).toEqual({ ...NOTHING, messagesToBuyers: [ID] });
  });

  it('knows the shopper by what another cart of theirs told', async () => {
    await world.insert('stores', storeRow());
    await world.insert('shoppers', shopperRow({ phoneKey: PHONE }));
    await world.insert('carts', cartRow({ emailKey: EMAIL }));
    await world.insert('messages', messageRow());
    await world.bought({ placedAt: after(-MINUTE), emailKey: null, phoneKey: PHONE });
    expect(await world.findings()).toEqual({ ...NOTHING, messagesToBuyers: [ID] });
  });

  it.each<[string, Partial<Row<'messages'>>]>([
    ['about a payment', { flow: 'pending_payment' }],
    ['written by hand', { flow: null, episodeId: null, stepId: null, byHand: true }],
    ['that was withdrawn before the call', { sentAt: null, state: 'skipped' }],
  ])('a buyer may get a message %s', async (_name, message) => {
    await world.sent(message);
    await world.bought({ placedAt: after(-MINUTE) });
    expect(await world.findings()).toEqual(NOTHING);
  });

  it.each([
    [['accepted', 'uncertain'], [ID]],
    [['uncertain', 'uncertain', 'retry'], [ID]],
    [['refused', 'accepted'], []],
    [['retry', 'withdrawn', 'channel_down', 'uncertain'], []],
    [['accepted', null], []],
  ])('of attempts that ended %s it is told whether a step went twice', async (outcomes, stepsSentTwice) => {
    await world.sent();
    for (const [place, outcome] of outcomes.entries()) await world.attempted(place + 1, { outcome });
    expect(await world.findings()).toEqual({ ...NOTHING, stepsSentTwice });
  });

  it.each([
    ['2026-11-21T22:59:59Z', 'America/Sao_Paulo', []],
    ['2026-11-21T23:00:00Z', 'America/Sao_Paulo', [ID]],
    ['2026-11-21T10:59:59Z', 'America/Sao_Paulo', [ID]],
    ['2026-11-21T11:00:00Z', 'America/Sao_Paulo', []],
    ['2026-11-21T19:00:00Z', 'Europe/Warsaw', [ID]],
    ['2026-07-21T17:59:59Z', 'Europe/Warsaw', []],
  ])('a call at %s by the clock of %s', async (startedAt, zone, sendsInQuietHours) => {
    await world.sent({ sentAt: CALL });
    await world.attempted(1, {
      startedAt: new Date(startedAt),
      quietHours: { from: '20:00', to: '08:00', zone },
    });
    expect((await world.findings())['sendsInQuietHours']).toEqual(sendsInQuietHours);
  });

  it('pages through many messages of one moment, each of them once', async () => {
    await world.sent();
    const many = Array.from(
      { length: 1_200 },
      (_, place) => `n${String(place).padStart(5, '0')}` as MessageId,
    );
    await Promise.all(many.map((id) => world.insert('messages', messageRow({ id }))));
    await world.bought({ placedAt: after(-MINUTE) });
    expect((await world.findings())['messagesToBuyers']).toEqual([ID, ...many]);
  });

  it('what becomes known later is found by counting the last days again; what was found before stays', async () => {
    const old = 'm0' as MessageId;
    const longAgo = after(-10 * 24 * HOUR);
    await world.sent();
    await world.insert('messages', messageRow({ id: old, sentAt: longAgo }));
    await world.bought({ id: 'o0' as OrderId, placedAt: new Date(longAgo.getTime() - MINUTE) });
    await world.insert(
      'messages',
      messageRow({ id: 'ancient' as MessageId, sentAt: after(-91 * 24 * HOUR) }),
    );
    expect((await world.findings())['messagesToBuyers']).toEqual([old]);

    await world.bought({ id: 'o1' as OrderId, placedAt: after(-MINUTE) });
    await world.audit.countRecent();
    await world.audit.countRecent();
    expect(world.audit.latest()?.messagesToBuyers.map(({ messageId }) => messageId)).toEqual([old, ID]);
  });

  it('counts what is uncertain and was sent since', async () => {
    await world.sent({ state: 'uncertain' });
    await world.insert(
      'messages',
      messageRow({ id: 'm2' as MessageId, state: 'uncertain', sentAt: after(-HOUR) }),
    );
    await world.insert('messages', messageRow({ id: 'm3' as MessageId }));
    expect(await world.store.reader.audit.uncertainSince(after(-MINUTE))).toBe(1);
  });
});
