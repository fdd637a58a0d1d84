import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OrderObservation } from '../../../src/core/cart/observation.ts';
import type { OrderId, StoreId } from '../../../src/core/words/ids.ts';
import { databases } from '../../store/databases.ts';
import { after, HOUR, openReturnWorld } from './return-world.ts';
import type { ReturnWorld } from './return-world.ts';

const brl = (minor: number) => ({ minor, currency: 'BRL' });

const paid = (given: Partial<OrderObservation> = {}): Partial<OrderObservation> => ({
  paymentState: 'paid',
  placedAt: after(2 * HOUR),
  updatedAt: given.placedAt ?? after(2 * HOUR),
  total: brl(19_990),
  netPaid: brl(19_990),
  ...given,
});

describe.each(databases)('clicks, orders and credit on $name', ({ make }) => {
  let world: ReturnWorld;
  let storeId: StoreId;
  let stores = 0;

  beforeAll(async () => {
    world = await openReturnWorld(make);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    stores += 1;
    storeId = await world.connect(`store-${stores}`);
  });

  const reminded = async (name: string, given?: Parameters<ReturnWorld['abandon']>[2]) =>
    world.remind(await world.abandon(storeId, `${storeId}-${name}`, given));
  const cartId = (name: string) => `${storeId}-${name}`;
  const order = (seen: Partial<OrderObservation>, ...carts: readonly string[]) =>
    world.receiveOrder(storeId, seen, carts.map(cartId));

  const later = (given: Partial<OrderObservation>) =>
    order(paid({ updatedAt: after(30 * HOUR), ...given }), 'c');

  it('a click and then an order is a recovery, counted on both days', async () => {
    const { back, message } = await reminded('c');
    await world.visit(back);
    await order(paid({ placedAt: after(20 * HOUR) }), 'c');

    expect(await world.cart(storeId, cartId('c'))).toMatchObject({
      state: 'recovered',
      credit: { kind: 'click', messageId: message.id },
    });
    expect(await world.totals(storeId)).toMatchObject({
      abandoned: 1,
      reached: 1,
      clicked: 1,
      recovered: 1,
      revenue: [brl(19_990)],
    });
    expect((await world.totals(storeId, 'order')).revenue).toEqual([brl(19_990)]);
    expect(await world.miscounts(storeId)).toEqual([]);
  });

  it('without a click the order is assisted, and its revenue is not ours', async () => {
    await reminded('c');
    await order(paid(), 'c');

    expect(await world.cart(storeId, cartId('c'))).toMatchObject({
      state: 'purchased',
      credit: { kind: 'assisted' },
    });
    expect(await world.totals(storeId)).toMatchObject({ recovered: 0, assisted: 1, revenue: [] });
  });

  it('many clicks are one click in the report', async () => {
    const { back } = await reminded('c');
    await Promise.all(Array.from({ length: 8 }, (_, at) => world.visit(back, after(HOUR + at * 5_000))));

    expect((await world.totals(storeId)).clicked).toBe(1);
    expect(await world.miscounts(storeId)).toEqual([]);
  });

  it('scanners by HEAD, by name and by haste count nothing and earn nothing', async () => {
    const { back } = await reminded('c');
    await world.visit(back, after(1_000));
    await world.visit(back, after(HOUR), { method: 'HEAD' });
    await world.visit(back, after(HOUR), { userAgent: 'facebookexternalhit/1.1' });
    await order(paid(), 'c');

    expect(await world.totals(storeId)).toMatchObject({ clicked: 0, recovered: 0, assisted: 1 });
    expect(JSON.stringify(await world.clicks(storeId))).not.toContain('facebook');
  });

  it('credit is taken back when the click turns out to be a machine’s', async () => {
    const { back, out } = await reminded('c');
    await world.visit(back, after(HOUR));
    await order(paid(), 'c');
    expect((await world.totals(storeId)).recovered).toBe(1);

    await world.returns.show(world.request(out), after(HOUR + 1_500));

    expect(await world.cart(storeId, cartId('c'))).toMatchObject({
      state: 'purchased',
      credit: { kind: 'assisted' },
    });
    expect(await world.totals(storeId)).toMatchObject({ clicked: 0, recovered: 0, assisted: 1, revenue: [] });
    expect(await world.miscounts(storeId)).toEqual([]);
  });

  it('a click that arrives after its order was processed is credited all the same', async () => {
    const { back } = await reminded('c');
    await order(paid(), 'c');

    await world.visit(back, after(HOUR));

    expect(await world.cart(storeId, cartId('c'))).toMatchObject({
      state: 'recovered',
      credit: { kind: 'click' },
    });
    expect(await world.order(storeId)).toMatchObject({ credit: { kind: 'click' }, cartId: cartId('c') });
    expect(await world.totals(storeId)).toMatchObject({ recovered: 1, assisted: 0, revenue: [brl(19_990)] });
  });

  it('a click made after the order changes nothing', async () => {
    const { back } = await reminded('c');
    await order(paid({ placedAt: after(HOUR) }), 'c');
    await world.visit(back, after(3 * HOUR));

    expect((await world.cart(storeId, cartId('c'))).credit?.kind).toBe('assisted');
  });

  it('a click and its order at the same moment always end in a recovery', async () => {
    for (let round = 0; round < 25; round += 1) {
      const name = `race-${round}`;
      const { back } = await reminded(name);
      const seen = paid({ externalId: name });
      await Promise.all(
        round % 2 === 0
          ? [world.visit(back, after(HOUR)), order(seen, name)]
          : [order(seen, name), world.visit(back, after(HOUR))],
      );
      expect((await world.order(storeId, name)).credit?.kind).toBe('click');
      expect((await world.cart(storeId, cartId(name))).state).toBe('recovered');
    }
    expect(await world.totals(storeId)).toMatchObject({ clicked: 25, recovered: 25, assisted: 0 });
    expect(await world.miscounts(storeId)).toEqual([]);
  });

  it('an order that comes five times at once counts once', async () => {
    const { back } = await reminded('c');
    await world.visit(back);
    await Promise.all(Array.from({ length: 5 }, () => order(paid(), 'c')));
    await order(paid(), 'c');

    expect(await world.totals(storeId)).toMatchObject({ recovered: 1, revenue: [brl(19_990)] });
  });

  it('an order of two carts is one recovery, of the cart that was written about', async () => {
    const shopper = `${storeId}-ana`;
    await world.abandon(storeId, cartId('older'), { shopper });
    const { back } = await reminded('newer', { shopper, episode: { flow: 'abandoned_cart' } });
    await world.visit(back);
    await order(paid(), 'older', 'newer');

    expect((await world.cart(storeId, cartId('newer'))).state).toBe('recovered');
    expect((await world.cart(storeId, cartId('older'))).state).toBe('purchased');
    expect(await world.totals(storeId)).toMatchObject({ recovered: 1, revenue: [brl(19_990)] });
  });

  describe('what an order brought', () => {
    beforeEach(async () => {
      const { back } = await reminded('c');
      await world.visit(back);
      await order(paid(), 'c');
    });
    it('shrinks by a partial refund and ends with a full one', async () => {
      await later({ paymentState: 'partially_refunded', netPaid: brl(10_000) });
      expect(await world.totals(storeId)).toMatchObject({ recovered: 1, revenue: [brl(10_000)] });

      await later({ paymentState: 'refunded', netPaid: brl(0), updatedAt: after(40 * HOUR) });
      expect(await world.totals(storeId)).toMatchObject({ recovered: 0, assisted: 0, revenue: [] });
      expect(await world.totals(storeId, 'order')).toMatchObject({ recovered: 0, revenue: [] });
      expect(await world.miscounts(storeId)).toEqual([]);
    });

    it('is taken back by a cancellation, and stays away when the old news comes again', async () => {
      await later({ cancelledAt: after(30 * HOUR), cancelledBy: 'person' });
      await order(paid(), 'c');

      expect(await world.totals(storeId)).toMatchObject({ recovered: 0, revenue: [] });
      expect((await world.order(storeId)).credit).toBeNull();
    });

    it('stays on its days when the order’s time is corrected', async () => {
      await later({ netPaid: brl(20_000), placedAt: after(60 * HOUR) });

      const rows = await world.store.reports.sums({
        storeId,
        from: '2026-11-21',
        to: '2026-11-22',
        by: 'day',
      });
      expect(rows.filter(({ basis }) => basis === 'order')).toMatchObject([{ revenueMinor: 20_000 }]);
      expect(await world.miscounts(storeId)).toEqual([]);
    });
  });

  it.each(['JPY', 'KWD', 'CLF'])('%s is counted to its smallest unit', async (currency) => {
    const { back } = await reminded('c');
    await world.visit(back);
    await order(paid({ total: { minor: 12_345, currency }, netPaid: { minor: 12_345, currency } }), 'c');

    expect((await world.totals(storeId)).revenue).toEqual([{ minor: 12_345, currency }]);
  });

  it('currencies are never added', async () => {
    for (const currency of ['BRL', 'JPY']) {
      const { back } = await reminded(currency);
      await world.visit(back);
      const money = { minor: 100, currency };
      await order(paid({ externalId: currency, total: money, netPaid: money }), currency);
    }

    expect((await world.totals(storeId)).revenue).toEqual([
      { minor: 100, currency: 'BRL' },
      { minor: 100, currency: 'JPY' },
    ]);
  });

  it('a test order shows its credit and counts nothing', async () => {
    const { back } = await reminded('c');
    await world.visit(back);
    await order(paid({ test: true }), 'c');

    expect((await world.order(storeId)).credit?.kind).toBe('click');
    expect(await world.totals(storeId)).toMatchObject({ recovered: 0, revenue: [] });
  });

  it('an order awaiting payment is no recovery until it is paid', async () => {
    const { back } = await reminded('c');
    await world.visit(back);
    const unpaid = { paymentState: 'awaiting_shopper', netPaid: brl(0) } as const;
    await order(paid(unpaid), 'c');
    expect(await world.totals(storeId)).toMatchObject({ recovered: 0, revenue: [] });

    await order(paid({ updatedAt: after(5 * HOUR) }), 'c');
    expect(await world.totals(storeId)).toMatchObject({ recovered: 1, revenue: [brl(19_990)] });
  });

  it('a payment reminder’s click counts though its order was placed before it', async () => {
    const orderId = `${storeId}-o1` as OrderId;
    await world.abandon(storeId, cartId('c'));
    const { cart } = await world.abandon(storeId, cartId('d'), { shopper: `p-${cartId('c')}` });
    const unpaid = {
      paymentState: 'awaiting_shopper',
      placedAt: after(-HOUR),
      updatedAt: after(-HOUR),
    } as const;
    await order(paid({ ...unpaid, netPaid: brl(0) }), 'd');
    const episode = await world.openEpisode(cart, { flow: 'pending_payment', orderId });
    const { back } = await world.remind({ cart, episode }, 'pay');
    await world.visit(back);
    await order(paid({ placedAt: after(-HOUR), updatedAt: after(2 * HOUR) }), 'd');

    expect((await world.order(storeId)).credit).toEqual({
      kind: 'click',
      messageId: expect.stringContaining('pay'),
    });
  });

  it('another store’s clicks earn nothing here', async () => {
    const { back } = await reminded('c');
    await world.visit(back);
    const here = storeId;
    storeId = await world.connect(`elsewhere-${stores}`);
    await reminded('c');
    await order(paid(), 'c');

    expect(await world.totals(storeId)).toMatchObject({ clicked: 0, recovered: 0, assisted: 1 });
    expect(await world.totals(here)).toMatchObject({ clicked: 1, recovered: 0 });
  });

  it('whatever happens in whatever order, credited revenue is within the store’s and the report agrees with the rows', async () => {
    const step = fc.record({
      what: fc.constantFrom('order', 'order', 'click', 'scan', 'refund', 'cancel', 'both'),
      cart: fc.integer({ min: 0, max: 2 }),
      hour: fc.integer({ min: 1, max: 200 }),
      minor: fc.integer({ min: 0, max: 50_000 }),
    });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        runs += 1;
        storeId = await world.connect(`property-${stores}-${runs}`);
        const links = [await reminded('0'), await reminded('1'), await reminded('2')];
        const doing = steps.map(async ({ what, cart, hour, minor }) => {
          const link = links[cart]!;
          const at = after(hour * HOUR);
          const seen = {
            externalId: `o${cart}`,
            placedAt: after(50 * HOUR),
            updatedAt: at,
            netPaid: brl(minor),
          };
          if (what === 'click') await world.visit(link.back, at);
          else if (what === 'scan')
            await world.returns.show(world.request(link.out), new Date(at.getTime() + 900));
          else if (what === 'refund')
            await order(paid({ ...seen, paymentState: 'refunded', netPaid: brl(0) }), `${cart}`);
          else if (what === 'cancel')
            await order(paid({ ...seen, cancelledAt: at, cancelledBy: 'person' }), `${cart}`);
          else await order(paid(seen), `${cart}`, ...(what === 'both' ? [`${(cart + 1) % 3}`] : []));
        });
        await Promise.all(doing);

        const orders = await world.store.orders.placedWithin(storeId, {
          from: after(0),
          to: after(300 * HOUR),
        });
        const taken = orders
          .filter(({ meaning }) => meaning.kind === 'bought')
          .reduce((sum, { snapshot }) => sum + snapshot.netPaid.minor, 0);
        const { revenue } = await world.totals(storeId);
        expect(revenue.reduce((sum, { minor }) => sum + minor, 0)).toBeLessThanOrEqual(taken);
        expect((await world.totals(storeId, 'order')).revenue).toEqual(revenue);
        expect(await world.miscounts(storeId)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
