import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../../store/databases.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../support/reminder-world.ts';
import { openRecoveredWorld, type RecoveredWorld } from './recovered-world.ts';
import { isRightlySigned } from './webhook-world.ts';

describe.each(databases)('cart.recovered on $name', ({ make }) => {
  let world: RecoveredWorld;
  beforeEach(async () => {
    world = await openRecoveredWorld(make);
  });
  afterEach(() => world.close());

  const refunds = (placedAt: Date) =>
    world.orders({ placedAt, paymentState: 'refunded', netPaid: { minor: 0, currency: 'BRL' } });

  it('is told with its order and credit, once, however often the order is told and the credit worked out', async () => {
    const { secret, id } = await world.subscribe();
    await world.reminded();
    await world.clicks();
    const placedAt = world.clock.now();
    await world.orders();
    await world.callDue();
    for (let again = 0; again < 3; again += 1) {
      world.clock.advance(HOUR);
      await world.orders({ placedAt, fulfilmentState: again > 1 ? 'delivered' : 'processed' });
      await world.clicks();
      await world.callDue();
    }
    expect(world.shop.received).toHaveLength(1);
    expect(isRightlySigned(world.shop.received[0]!, secret)).toBe(true);
    const [told] = world.shop.told();
    expect(told).toMatchObject({
      type: 'cart.recovered',
      data: {
        cart: { externalId: 'c1' },
        shopper: { email: 'ana@example.com' },
        order: { number: '1001', total: { amount: '90.00', currency: 'BRL' }, test: false },
        credit: { kind: 'click', messageId: world.channel.sent[0]!.id },
      },
    });
    expect(await world.callsOf(id)).toMatchObject([{ state: 'taken', attempts: 1 }]);
  });

  it('a purchase that nobody clicked for is not told, and is when the click becomes known after it', async () => {
    await world.subscribe();
    await world.reminded();
    const clicked = world.clock.now();
    world.clock.advance(MINUTE);
    await world.orders();
    await world.callDue();
    expect(world.shop.received).toEqual([]);
    world.clock.advance(clicked.getTime() - world.clock.now().getTime());
    await world.clicks();
    world.clock.advance(HOUR);
    await world.callDue();
    await world.orders({ placedAt: new Date(clicked.getTime() + MINUTE) });
    await world.callDue();
    expect(world.shop.told().map(({ data }) => data.credit.kind)).toEqual(['click']);
  });

  it('credit that was taken back before the call is not told, and nothing tells that it was taken back after it', async () => {
    const { id } = await world.subscribe();
    await world.reminded();
    await world.clicks();
    const placedAt = world.clock.now();
    await world.orders();
    world.clock.advance(SECOND);
    await refunds(placedAt);
    await world.callDue();
    expect(world.shop.received).toEqual([]);
    expect(await world.callsOf(id)).toMatchObject([{ state: 'waiting', reason: 'credit_taken_back' }]);
    for (let hours = 0; hours < 30; hours += 1) {
      world.clock.advance(HOUR);
      await world.callDue();
    }
    expect(world.shop.received).toEqual([]);
    expect(await world.callsOf(id)).toMatchObject([{ state: 'failed', reason: 'credit_taken_back' }]);
    expect(await world.store.outboundWebhooks.find(world.storeId, id)).toMatchObject({ failingSince: null });
  });

  it('what was told stays the only word of its order when the money goes back', async () => {
    await world.subscribe();
    await world.reminded();
    await world.clicks();
    const placedAt = world.clock.now();
    await world.orders();
    await world.callDue();
    world.clock.advance(DAY);
    await refunds(placedAt);
    await world.callDue();
    expect(world.shop.told().map(({ type }) => type)).toEqual(['cart.recovered']);
  });
});
