import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoreId } from '../../../src/core/words/ids.ts';
import { createExplainCart } from '../../../src/pipeline/reminders/explain-cart.ts';
import { databases } from '../../store/databases.ts';
import { openPaymentWorld, type PaymentWorld } from '../../support/payment-world.ts';
import { DAY, HOUR, MINUTE } from '../../support/reminder-world.ts';

describe.each(databases)('orders that await payment on $name', ({ make }) => {
  let world: PaymentWorld;
  let storeId: StoreId;

  beforeEach(async () => {
    world = await openPaymentWorld(make);
    storeId = await world.open('loja');
  });
  afterEach(() => world.close());

  const explain = async () =>
    createExplainCart({ ...world.parts, ordersFreshForMs: MINUTE })({
      storeId,
      cartId: (await world.cartOf(storeId)).id,
      now: world.clock.now(),
      reader: { language: 'en', zone: 'UTC' },
    });
  const flowsSent = async () => {
    const sent = await Promise.all(world.channel.sent.map(({ id }) => world.store.messages.find(id)));
    return sent.map((message) => message?.flow);
  };
  const payBy = (ms: number) => new Date(world.clock.now().getTime() + ms);

  it('are reminded of soon after, and before the payment ends', async () => {
    const begin = world.clock.now().getTime();
    await world.tell(storeId, world.cart(), world.order({ payBy: payBy(DAY) }));
    await world.settleDown();
    for (let hours = 0; hours < 72; hours += 1) await world.passes(20 * MINUTE);
    for (let hours = 0; hours < 72; hours += 1) await world.passes(HOUR);

    expect(world.channel.sent.map(({ at }) => at.getTime() - begin)).toEqual([20 * MINUTE, 22 * HOUR]);
    expect(await flowsSent()).toEqual(['pending_payment', 'pending_payment']);
    expect(await world.runOf(storeId)).toMatchObject({
      anchorAt: new Date(begin),
      endReason: 'no_step_left',
    });
  });

  it('three reminders of one order are the most, however many steps there are', async () => {
    const flow = await world.store.flows.get(storeId, 'pending_payment');
    if (flow === null) throw new Error('no flow');
    const steps = [1, 2, 3, 4, 5].map((hours) => ({
      ...flow.steps[0]!,
      id: `s${hours}` as never,
      timing: { kind: 'after', delayMs: hours * HOUR } as const,
    }));
    await world.store.commit([
      world.store.flows.changed(storeId, { ...flow, steps, revision: flow.revision + 1 }),
    ]);
    await world.tell(storeId, world.cart(), world.order({ payBy: payBy(DAY) }));
    for (let hours = 0; hours < 8; hours += 1) await world.passes(HOUR);
    expect(world.channel.sent).toHaveLength(3);
    expect((await world.runOf(storeId))?.endReason).toBe('over_budget');
  });

  it('a payment that ends earlier than was said moves the reminder before its end', async () => {
    const placedAt = world.clock.now();
    await world.tell(storeId, world.cart(), world.order({ payBy: payBy(DAY) }));
    await world.passes(0);
    await world.passes(20 * MINUTE);
    await world.tell(storeId, world.order({ placedAt, payBy: new Date(placedAt.getTime() + 4 * HOUR) }));
    for (let round = 0; round < 16; round += 1) await world.passes(10 * MINUTE);
    const times = world.channel.sent.map(({ at }) => at.getTime() - placedAt.getTime());
    expect(times).toEqual([20 * MINUTE, 2 * HOUR]);
  });

  it('the shopper behind the order is written to where nobody was known for the cart', async () => {
    await world.tell(
      storeId,
      world.cart({ contact: { email: null, phone: null, name: null } }),
      world.order(),
    );
    await world.settleDown();
    await world.passes(20 * MINUTE);
    expect(world.channel.sent.map(({ to }) => to)).toEqual(['ana@example.com']);
  });

  it('a reminder names the order and what is to be paid, promises nothing, and needs no way to unsubscribe', async () => {
    await world.tell(storeId, world.cart(), world.order());
    await world.settleDown();
    await world.passes(20 * MINUTE);
    const [mail] = world.channel.sent;
    expect(mail?.content.subject).toContain('1001');
    expect(mail?.content.text).toMatch(/R\$\s90,00/);
    expect(mail?.content.unsubscribeUrl).toBeNull();
    expect(mail?.content.html).not.toContain('/u/');
    expect(mail?.content.text).not.toMatch(/desconto|cupom|oferta|promo/i);
  });

  it('an order before its cart, told twice and mixed up, opens one run', async () => {
    const [cart, order] = [world.cart(), world.order()];
    await world.tell(storeId, order);
    await world.settleDown();
    expect(await world.runOf(storeId)).toBeNull();
    await world.tell(storeId, order, cart, order);
    await world.settleDown();
    await world.tell(storeId, order, cart);
    await world.passes(20 * MINUTE);
    await world.tell(storeId, cart, order);
    await world.settleDown();
    expect(world.channel.sent).toHaveLength(1);
    expect(
      await world.store.episodes.ofCart(storeId, (await world.cartOf(storeId)).id, 'pending_payment'),
    ).toHaveLength(1);
  });

  it('old news that it awaits payment, told after it was paid, opens nothing', async () => {
    const awaiting = world.order();
    await world.tell(storeId, world.cart());
    world.clock.advance(MINUTE);
    await world.tell(
      storeId,
      world.order({
        placedAt: awaiting.kind === 'order' ? awaiting.placedAt : world.clock.now(),
        paymentState: 'paid',
      }),
    );
    await world.tell(storeId, awaiting);
    await world.passes(DAY);
    expect(await world.runOf(storeId)).toBeNull();
    expect(world.channel.sent).toEqual([]);
  });

  it.each([
    ['paid', { paymentState: 'paid' }, 'bought'],
    ['cancelled by a person', { cancelledBy: 'person', fulfilmentState: 'cancelled' }, 'order_cancelled'],
    ['expired', { paymentState: 'expired' }, 'closed'],
  ] as const)('one that is %s before its reminder is left alone', async (_, change, end) => {
    const placedAt = world.clock.now();
    await world.tell(storeId, world.cart(), world.order());
    await world.passes(10 * MINUTE);
    const cancelledAt = 'cancelledBy' in change ? world.clock.now() : null;
    await world.tell(storeId, world.order({ placedAt, cancelledAt, ...change }));
    await world.passes(10 * MINUTE);
    expect(world.channel.sent).toEqual([]);
    expect(await world.remindersOf(storeId)).toMatchObject([{ state: 'skipped' }]);
    expect((await world.runOf(storeId))?.endReason).toBe(end);
  });

  it('a payment is seen in the last moment before a reminder is handed over', async () => {
    const placedAt = world.clock.now();
    await world.tell(storeId, world.cart(), world.order());
    await world.settleDown();
    world.channel.behaves(async (_, beforeHandOver) => {
      await world.tell(
        storeId,
        world.order({ placedAt, updatedAt: world.clock.now(), paymentState: 'paid' }),
      );
      return (await beforeHandOver()) ? { kind: 'accepted', providerId: 'x' } : { kind: 'withdrawn' };
    });
    await world.passes(20 * MINUTE);
    expect(world.channel.sent).toEqual([]);
    expect((await world.runOf(storeId))?.endReason).toBe('bought');
  });

  it('in review they are waited for, and reminded of when the shopper has to act again', async () => {
    const placedAt = world.clock.now();
    await world.tell(storeId, world.cart(), world.order({ paymentState: 'in_review', payBy: payBy(DAY) }));
    await world.passes(HOUR);
    expect(await world.runOf(storeId)).toBeNull();
    expect(await explain()).toMatchObject({
      flow: 'pending_payment',
      decision: { reason: 'payment_pending' },
    });
    await world.tell(storeId, world.order({ placedAt, paymentState: 'failed', payBy: payBy(DAY) }));
    await world.settleDown();
    expect(await world.runOf(storeId)).not.toBeNull();
  });

  it('a lapsed order gives its cart back, from the lapse on, and what the cart was sent counts', async () => {
    const begin = world.clock.now().getTime();
    await world.tell(storeId, world.cart());
    await world.passes(30 * MINUTE);
    await world.passes(30 * MINUTE);
    expect(await flowsSent()).toEqual(['abandoned_cart']);
    const placedAt = world.clock.now();
    await world.tell(storeId, world.order({ placedAt }));
    await world.passes(20 * MINUTE);
    expect(await flowsSent()).toEqual(['abandoned_cart', 'pending_payment']);
    await world.passes(10 * MINUTE);
    await world.tell(storeId, world.order({ placedAt, paymentState: 'expired' }));
    const lapsedAt = world.clock.now().getTime();
    for (let hours = 0; hours < 100; hours += 1) await world.passes(HOUR);
    const times = world.channel.sent.slice(2).map(({ at }) => at.getTime() - lapsedAt);
    expect(await flowsSent()).toEqual([
      'abandoned_cart',
      'pending_payment',
      'abandoned_cart',
      'abandoned_cart',
    ]);
    expect(times).toEqual([DAY, 3 * DAY]);
    expect(lapsedAt).toBeGreaterThan(begin);
  });

  it('what a cart was about to be sent when the order came goes after the lapse', async () => {
    await world.tell(storeId, world.cart());
    await world.passes(30 * MINUTE);
    const placedAt = world.clock.now();
    await world.tell(storeId, world.order({ placedAt }));
    await world.passes(10 * MINUTE);
    await world.tell(storeId, world.order({ placedAt, paymentState: 'expired' }));
    await world.passes(0);
    await world.passes(30 * MINUTE);
    expect(await flowsSent()).toEqual(['abandoned_cart']);
  });

  it('two of one shopper are each reminded of, once', async () => {
    await world.tell(storeId, world.cart(), world.order());
    world.clock.advance(MINUTE);
    await world.tell(
      storeId,
      world.cart({ externalId: 'c2' }),
      world.order({ externalId: 'o2', number: '1002', cartRefs: ['c2'] }),
    );
    await world.passes(MINUTE);
    for (let round = 0; round < 6; round += 1) await world.passes(10 * MINUTE);
    const subjects = world.channel.sent.map(({ content }) => content.subject);
    expect(subjects.filter((subject) => subject.includes('1001'))).toHaveLength(1);
    expect(subjects.filter((subject) => subject.includes('1002'))).toHaveLength(1);
    expect(subjects).toHaveLength(2);
  });

  it('a newer cart the shopper looks at does not silence them', async () => {
    await world.tell(storeId, world.cart(), world.order());
    world.clock.advance(MINUTE);
    await world.passes(10 * MINUTE);
    await world.tell(storeId, world.cart({ externalId: 'c2' }));
    await world.passes(10 * MINUTE);
    expect(await flowsSent()).toEqual(['pending_payment']);
  });

  it('what was ordered while the flow was off stays unsaid when it is switched on', async () => {
    const off = await world.open('off', { enabled: false });
    const order = { placedAt: world.clock.now(), payBy: payBy(DAY) };
    await world.tell(off, world.cart(), world.order(order));
    await world.passes(MINUTE);
    const flow = await world.store.flows.get(off, 'pending_payment');
    if (flow === null) throw new Error('no flow');
    const on = { ...flow, enabled: true, enabledAt: world.clock.now(), revision: flow.revision + 1 };
    await world.store.commit([world.store.flows.changed(off, on)]);
    await world.tell(off, world.order({ ...order, number: '1001-A' }));
    for (let round = 0; round < 30; round += 1) await world.passes(HOUR);
    expect(world.channel.sent).toEqual([]);
    expect(await world.runOf(off)).toBeNull();
  });

  it.each([
    ['a test', { test: true }],
    ['a renewal', { origin: 'renewal' }],
    ['from before the store was connected', { placedAt: new Date('2026-11-01T12:00:00Z') }],
    ['one whose payment has ended', { payBy: new Date('2026-11-21T12:00:00.500Z') }],
  ] as const)('%s is never written about', async (_, over) => {
    await world.tell(storeId, world.cart(), world.order(over));
    await world.passes(DAY);
    expect(await world.runOf(storeId)).toBeNull();
    expect(await flowsSent()).not.toContain('pending_payment');
  });

  it('a refusal of marketing leaves them alone, a refusal of everything does not', async () => {
    const refuses = async (of: StoreId, purpose: 'marketing' | 'all') => {
      const refusal = {
        key: 'ana@example.com',
        channel: 'email',
        purpose,
        source: 'admin',
        hint: null,
      } as const;
      const { writes } = await world.store.suppressions.prepare(of, { ...refusal, at: world.clock.now() });
      await world.store.commit(writes);
    };
    const other = await world.open('other');
    await refuses(storeId, 'marketing');
    await refuses(other, 'all');
    for (const id of [storeId, other]) await world.tell(id, world.cart(), world.order());
    await world.settleDown();
    await world.passes(20 * MINUTE);
    expect(await world.remindersOf(storeId)).toMatchObject([{ state: 'accepted' }]);
    expect(await world.remindersOf(other)).toMatchObject([{ state: 'skipped', reason: 'opted_out' }]);
  });

  it('explains which flow speaks, and when', async () => {
    await world.tell(storeId, world.cart(), world.order());
    const due = new Date(world.clock.now().getTime() + 20 * MINUTE);
    await world.settleDown();
    const told = await explain();
    expect(told).toMatchObject({ flow: 'pending_payment', next: { at: due } });
    expect(told?.checks.find(({ code }) => code === 'payment_pending')?.text).toBe(
      'The order awaits payment (order 1001).',
    );
  });

  it('opening a run counts no abandoned cart, and the reports agree with the rows', async () => {
    await world.tell(storeId, world.cart(), world.order());
    await world.passes(0);
    await world.passes(20 * MINUTE);
    const window = { storeId, timeZone: 'America/Sao_Paulo', from: '2026-11-01', to: '2026-12-30' };
    expect(await world.store.reports.recount(window)).toEqual([]);
    const sums = await world.store.reports.sums({ ...window, by: 'flow' });
    expect(sums).toMatchObject([{ key: 'pending_payment', counts: { abandoned: 0, reached: 1 } }]);
  });

  it('an order of no cart is not written about', async () => {
    await world.tell(storeId, world.order());
    await world.passes(HOUR);
    expect(await world.runOf(storeId)).toBeNull();
    expect(await world.store.episodes.nextJudgeAt(storeId)).toBeNull();
  });
});
