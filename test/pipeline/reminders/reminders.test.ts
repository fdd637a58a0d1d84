import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StepId, StoreId } from '../../../src/core/words/ids.ts';
import { databases } from '../../store/databases.ts';
import {
  DAY,
  HOUR,
  MINUTE,
  openReminderWorld,
  SECOND,
  type ReminderWorld,
} from '../../support/reminder-world.ts';

describe.each(databases)('reminders on $name', ({ make }) => {
  let world: ReminderWorld;
  let storeId: StoreId;

  beforeEach(async () => {
    world = await openReminderWorld(make);
    storeId = await world.connect('loja');
  });
  afterEach(() => world.close());

  it('an abandoned cart gets three mails, half an hour, one day and three days after', async () => {
    const { cart } = await world.fillCart(storeId, 'ana@example.com');
    const begin = world.clock.now().getTime();
    for (let passed = 0; passed < 5 * DAY; passed += 30 * MINUTE) await world.passes(30 * MINUTE);

    expect(world.channel.sent.map(({ at }) => at.getTime() - begin - 30 * MINUTE)).toEqual([
      30 * MINUTE,
      DAY,
      3 * DAY,
    ]);
    expect(world.channel.sent.every(({ to }) => to === 'ana@example.com')).toBe(true);
    expect((await world.messagesOf(cart)).map(({ state }) => state)).toEqual([
      'accepted',
      'accepted',
      'accepted',
    ]);
    const [episode] = await world.store.episodes.ofCart(storeId, cart.id, 'abandoned_cart');
    expect(episode).toMatchObject({ endReason: 'no_step_left', holdout: null });
    expect(await world.storyOf(cart)).toEqual([
      'abandoned',
      'message_accepted',
      'message_accepted',
      'message_accepted',
      'episode_ended: no_step_left',
    ]);
  });

  it('what the reports counted is what the rows tell', async () => {
    const { cart } = await world.fillCart(storeId, 'ana@example.com');
    await world.fillCart(storeId, 'bia@example.com');
    for (let hours = 0; hours < 30; hours += 1) await world.passes(HOUR);
    const { applyStatus } = world.reminders;
    const [message] = await world.messagesOf(cart);
    const event = { providerId: message?.providerId ?? '', at: world.clock.now() };
    expect(await applyStatus({ ...event, state: 'read' })).toBe('changed');
    expect(await applyStatus({ ...event, state: 'delivered' })).toBe('known');
    expect(await applyStatus({ ...event, state: 'read' })).toBe('known');
    expect(await applyStatus({ ...event, providerId: 'nobody', state: 'read' })).toBe('unknown');
    const window = { storeId, timeZone: 'America/Sao_Paulo', from: '2026-11-01', to: '2026-12-30' };
    expect(await world.store.reports.recount(window)).toEqual([]);
    const [sums] = await world.store.reports.sums({
      storeId,
      from: window.from,
      to: window.to,
      by: 'channel',
    });
    expect(
      await world.store.reports.sums({ storeId, from: window.from, to: window.to, by: 'day' }),
    ).not.toEqual([]);
    expect(sums).toBeDefined();
  });

  it('after a day of downtime the second step goes, the first is shown as expired', async () => {
    const { cart } = await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    await world.passes(DAY);
    expect(world.channel.sent).toHaveLength(1);
    expect(await world.messagesOf(cart)).toMatchObject([
      { state: 'expired', reason: 'too_late', stepIndex: 0 },
      { state: 'accepted', stepIndex: 1 },
      { state: 'planned', stepIndex: 2 },
    ]);
  });

  it('what was abandoned before the flow was switched on is left alone', async () => {
    const late = await world.connect('later', {
      change: { enabledAt: new Date(world.clock.now().getTime() + 31 * MINUTE) },
    });
    const { cart } = await world.fillCart(late, 'ana@example.com');
    await world.passes(30 * MINUTE);
    await world.passes(30 * MINUTE);
    expect(world.channel.sent).toEqual([]);
    expect(await world.messagesOf(cart)).toMatchObject([{ state: 'skipped', reason: 'before_flow_started' }]);
  });

  it('history from before the store was connected opens nothing', async () => {
    const { cart } = await world.fillCart(storeId, 'ana@example.com');
    await world.store.commit([
      world.store.stores.paused(storeId, 'unpaid'),
      world.store.stores.resumed(storeId, new Date(world.clock.now().getTime() + 31 * MINUTE)),
    ]);
    await world.passes(30 * MINUTE);
    expect(await world.store.episodes.ofCart(storeId, cart.id, 'abandoned_cart')).toEqual([]);
    expect(await world.store.episodes.nextJudgeAt(storeId)).toBeNull();
  });

  it('a mail carries links of ours that lead back and out', async () => {
    await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    await world.passes(30 * MINUTE);
    const [mail] = world.channel.sent;
    expect(mail?.content.html).toMatch(/https:\/\/retorno\.example\/r\/[\w-]{22}/);
    expect(mail?.content.unsubscribeUrl).toMatch(/^https:\/\/retorno\.example\/u\/[\w-]{22}$/);
    expect(mail?.content.language).toBe('pt-BR');
  });

  it('a purchase before the first mail stops everything', async () => {
    const { cart } = await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    await world.buys(cart);
    await world.settleDown();
    await world.passes(5 * DAY);
    expect(world.channel.sent).toEqual([]);
    expect(await world.messagesOf(cart)).toMatchObject([{ state: 'skipped', reason: 'bought' }]);
    const [episode] = await world.store.episodes.ofCart(storeId, cart.id, 'abandoned_cart');
    expect(episode?.endReason).toBe('bought');
  });

  it('a purchase is seen in the last moment before a mail is handed over', async () => {
    const { cart } = await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    world.channel.behaves(async (_, beforeHandOver) => {
      await world.buys(cart);
      return (await beforeHandOver()) ? { kind: 'accepted', providerId: 'x' } : { kind: 'withdrawn' };
    });
    await world.passes(30 * MINUTE);
    expect(world.channel.sent).toEqual([]);
    expect(await world.messagesOf(cart)).toMatchObject([
      { state: 'skipped', reason: 'bought', sentAt: null },
    ]);
  });

  it('two looks at the same time send a step once', async () => {
    await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    world.clock.advance(30 * MINUTE);
    const other = await world.open('command');
    const ids = await world.reminders.sweep();
    await Promise.all([...ids, ...ids, ...ids].map((id) => world.reminders.send(id)));
    await other.close();
    expect(ids).toHaveLength(1);
    expect(world.channel.sent).toHaveLength(1);
  });

  it('the newest cart speaks, the older one is closed', async () => {
    const { cart: first } = await world.fillCart(storeId, 'ana@example.com');
    await world.passes(40 * MINUTE);
    const { cart: second } = await world.fillCart(storeId, 'ana@example.com', { externalId: 'later' });
    await world.passes(25 * MINUTE);
    expect(world.channel.sent).toEqual([]);
    await world.passes(HOUR);
    await world.passes(3 * DAY);
    const [closed] = await world.store.carts.byIds(storeId, [first.id]);
    expect(closed).toMatchObject({ state: 'closed', closedReason: 'superseded' });
    expect(
      (await world.messagesOf(second)).filter(({ state }) => state === 'accepted').length,
    ).toBeGreaterThan(0);
    expect(await world.messagesOf(first)).toEqual([]);
    const episodes = await world.store.episodes.ofShopper(storeId, second.shopperId!, 'abandoned_cart');
    expect(episodes).toHaveLength(1);
  });

  it('a later cart is reminded by the steps that took the place of all others meanwhile', async () => {
    await world.fillCart(storeId, 'ana@example.com');
    await world.passes(40 * MINUTE);
    world.clock.advance(SECOND);
    const flow = await world.store.flows.get(storeId, 'abandoned_cart');
    const now = world.clock.now();
    const [first] = flow!.steps;
    await world.store.commit([
      world.store.flows.changed(storeId, {
        ...flow!,
        steps: [{ ...first!, id: 'other' as StepId, addedAt: now }],
        retiredStepIds: flow!.steps.map(({ id }) => id),
        revision: flow!.revision + 1,
      }),
      ...world.store.messages.reconsider({ storeId, flow: 'abandoned_cart', at: now }),
    ]);
    const { cart: second } = await world.fillCart(storeId, 'ana@example.com', { externalId: 'later' });
    await world.settleDown();
    await world.passes(30 * MINUTE);
    await world.passes(30 * MINUTE);
    expect((await world.messagesOf(second)).map(({ stepId, state }) => [stepId, state])).toContainEqual([
      'other',
      'accepted',
    ]);
  });

  it('new activity moves the anchor of what is planned', async () => {
    const { cart } = await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    await world.passes(20 * MINUTE);
    const [current] = await world.store.carts.byIds(storeId, [cart.id]);
    const now = world.clock.now();
    const active = {
      ...current!,
      lastActivityAt: now,
      judgeAt: new Date(now.getTime() + 30 * MINUTE),
      revision: current!.revision + 1,
    };
    await world.store.commit(world.store.carts.updated(current!, active, null));
    await world.passes(50 * MINUTE);
    expect(world.channel.sent).toEqual([]);
    await world.passes(10 * MINUTE);
    expect(world.channel.sent).toHaveLength(1);
  });

  it('the budget holds over all carts of a shopper, and its end is known', async () => {
    const { cart } = await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    await world.passes(30 * MINUTE);
    await world.buys(cart, { placedAt: new Date(world.clock.now().getTime() - 40 * DAY) });
    await world.settleDown();
    await world.fillCart(storeId, 'ana@example.com', { externalId: 'next' });
    await world.passes(30 * MINUTE);
    await world.passes(30 * MINUTE);
    expect(world.channel.sent).toHaveLength(1);
    await world.passes(19 * HOUR);
    expect(world.channel.sent).toHaveLength(2);
  });

  it('a crash while sending leaves the message uncertain, counted as sent and never sent again', async () => {
    const { cart } = await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    world.clock.advance(30 * MINUTE);
    world.channel.behaves(() => new Promise(() => {}));
    const [id] = await world.reminders.sweep();
    void world.reminders.send(id!);
    await new Promise((resolve) => setTimeout(resolve, 100));
    world.channel.recovers();
    world.clock.advance(6 * MINUTE);
    await world.reminders.settle();
    await world.settleDown();
    expect(await world.messagesOf(cart)).toMatchObject([
      { state: 'uncertain', reason: 'crashed_while_sending' },
      { state: 'planned' },
    ]);
    await world.passes(16 * MINUTE);
    await world.reminders.settle();
    const [message] = await world.messagesOf(cart);
    expect(message?.settledAt).not.toBeNull();
    expect(world.channel.sent).toEqual([]);
  });

  it('a claim whose holder is gone is taken back', async () => {
    const { cart } = await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    world.clock.advance(30 * MINUTE);
    const [message] = await world.messagesOf(cart);
    const { messages } = world.store;
    await world.store.commit([
      messages.claimed(message!.id, world.clock.now(), new Date(world.clock.now().getTime() + 1)),
    ]);
    world.clock.advance(2);
    await world.reminders.settle();
    await world.settleDown();
    expect(world.channel.sent).toHaveLength(1);
  });

  it('what fails for a while is tried again, what is refused is not, and its address is left alone', async () => {
    const { cart } = await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    world.channel.behaves(async () => ({ kind: 'retry', reason: 'greylisted', afterMs: null }));
    await world.passes(30 * MINUTE);
    expect(await world.messagesOf(cart)).toMatchObject([
      { state: 'planned', attemptsCount: 1, sentAt: null },
    ]);
    world.channel.behaves(async () => ({ kind: 'refused', reason: '5.1.1', suppress: true }));
    await world.passes(30 * SECOND);
    expect((await world.messagesOf(cart))[0]).toMatchObject({
      state: 'failed',
      reason: 'recipient_refused',
      attemptsCount: 2,
    });
    world.channel.recovers();
    await world.passes(DAY);
    expect(world.channel.sent).toEqual([]);
    expect((await world.messagesOf(cart))[1]).toMatchObject({ state: 'skipped', reason: 'opted_out' });
  });

  it('a channel that is down is waited for, told once', async () => {
    const { cart } = await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    world.channel.is({ kind: 'down', reason: 'login', until: new Date(world.clock.now().getTime() + DAY) });
    for (let times = 0; times < 10; times += 1) await world.passes(30 * MINUTE);
    world.channel.is({ kind: 'up' });
    await world.passes(15 * MINUTE);
    expect(world.channel.sent).toHaveLength(1);
    expect((await world.storyOf(cart)).filter((kind) => kind === 'decision: channel_down')).toHaveLength(1);
  });

  it('a clock that goes back sends nothing twice and loses nothing', async () => {
    const { cart } = await world.fillCart(storeId, 'ana@example.com');
    await world.passes(30 * MINUTE);
    await world.passes(30 * MINUTE);
    await world.passes(-2 * HOUR);
    await world.passes(HOUR);
    expect(world.channel.sent).toHaveLength(1);
    for (let passed = 0; passed < 4 * DAY; passed += HOUR) await world.passes(HOUR);
    expect((await world.messagesOf(cart)).map(({ state }) => state)).toEqual([
      'accepted',
      'accepted',
      'accepted',
    ]);
    expect(new Set(world.channel.sent.map(({ id }) => id)).size).toBe(3);
  });
});
