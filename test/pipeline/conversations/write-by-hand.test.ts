import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessageId, StoreId } from '../../../src/core/words/ids.ts';
import {
  createWriteByHand,
  type ByHandOutcome,
  type ByHandRequest,
} from '../../../src/pipeline/conversations/write-by-hand.ts';
import type { StoredCart } from '../../../src/ports/store/carts.ts';
import { databases } from '../../store/databases.ts';
import {
  DAY,
  HOUR,
  MINUTE,
  openReminderWorld,
  SECOND,
  type ReminderWorld,
} from '../../support/reminder-world.ts';

describe.each(databases)('a message written by hand on $name', ({ make }) => {
  let world: ReminderWorld;
  let storeId: StoreId;
  let cart: StoredCart;
  let send: (id: MessageId) => Promise<void>;

  beforeEach(async () => {
    world = await openReminderWorld(make);
    storeId = await world.connect('loja', { change: { holdoutPercent: 0 } });
    ({ cart } = await world.fillCart(storeId, 'ana@example.com'));
    send = world.reminders.send;
  });
  afterEach(() => world.close());

  const write = (over: Partial<ByHandRequest> = {}): Promise<ByHandOutcome> =>
    createWriteByHand({
      ...world.parts,
      clock: { now: world.clock.now, sleep: () => new Promise(() => {}) },
      send: (id) => send(id),
    })({
      storeId,
      cartId: cart.id,
      channel: 'email',
      subject: 'Oi {{ shopper.first_name }}',
      text: 'Guardei o seu carrinho: {{ cart.total }}',
      couponCode: null,
      confirm: false,
      idempotencyKey: null,
      ...over,
    });
  const suppress = async (
    channel: 'email' | 'whatsapp' | 'all',
    purpose: 'marketing' | 'all' = 'marketing',
  ) => {
    const optOut = {
      key: 'ana@example.com',
      channel,
      purpose,
      at: world.clock.now(),
      source: 'test',
      hint: null,
    };
    await world.store.commit((await world.store.suppressions.prepare(storeId, optOut)).writes);
  };
  const messageOf = async (outcome: ByHandOutcome) =>
    outcome.kind === 'written' ? world.store.messages.find(outcome.messageId) : null;
  const viewsOf = () => world.store.messageList.ofCarts(storeId, [cart.id]);
  const reached = async () =>
    (await world.store.reports.sums({ storeId, from: '2026-11-01', to: '2026-12-31', by: 'step' }))
      .filter(({ basis }) => basis === 'episode')
      .map(({ key, counts }) => [key, counts.reached, counts.failed]);

  it('goes out at once: in the shopper’s language, with products, our links, and its place in story and reports', async () => {
    const outcome = await write({ couponCode: 'VOLTA10' });
    const [mail] = world.channel.sent;

    expect(world.channel.sent).toHaveLength(1);
    expect(mail).toMatchObject({ to: 'ana@example.com', content: { subject: 'Oi Ana', language: 'pt-BR' } });
    expect(mail?.content.html).toMatch(/https:\/\/retorno\.example\/r\/[\w-]{22}/);
    expect(mail?.content.html).toContain('Voltar ao meu carrinho');
    expect(mail?.content.html).toContain('VOLTA10');
    expect(mail?.content.unsubscribeUrl).toMatch(/^https:\/\/retorno\.example\/u\/[\w-]{22}$/);
    expect(await messageOf(outcome)).toMatchObject({
      state: 'accepted',
      byHand: true,
      flow: null,
      attemptsCount: 1,
      toAddress: 'ana@example.com',
    });
    expect(await viewsOf()).toMatchObject([
      { flow: null, stepId: null, state: 'accepted', attempts: [{ number: 1, outcome: 'accepted' }] },
    ]);
    expect((await world.storyOf(cart)).toSorted()).toEqual(['message_accepted', 'written_by_hand']);
    expect(await reached()).toEqual([['', 1, 0]]);
    expect(
      await world.store.reports.recount({
        storeId,
        timeZone: 'America/Sao_Paulo',
        from: '2026-11-01',
        to: '2026-12-31',
      }),
    ).toEqual([]);
    const credited = await world.store.credits.messagesFor({
      storeId,
      cartIds: [cart.id],
      shopperIds: [],
      sentSince: new Date(0),
    });
    expect(credited).toMatchObject([{ flow: null, couponCodes: ['VOLTA10', 'VOLTA10'] }]);
  });

  it('knows no quiet hours, no budget and no consent, and leaves the reminders alone', async () => {
    await world.passes(30 * MINUTE);
    await world.passes(30 * MINUTE);
    expect(world.channel.sent).toHaveLength(1);
    await write();
    await write();
    expect(world.channel.sent).toHaveLength(3);
    await world.passes(DAY);
    expect(world.channel.sent).toHaveLength(4);
  });

  it.each(['email', 'all'] as const)(
    'an opt-out of %s refuses it, whatever is confirmed',
    async (channel) => {
      await suppress(channel);
      expect(await write({ confirm: true })).toEqual({ kind: 'refused', reason: 'opted_out' });
      expect(world.channel.sent).toEqual([]);
      expect(await viewsOf()).toEqual([]);
    },
  );

  it('an opt-out counts too where only the shopper, not this cart, tells the address', async () => {
    const contact = { email: null, phone: null, name: 'Ana' };
    const { shopperId } = await world.fillCart(storeId, 'ana@example.com', { externalId: 'another' });
    const sister = await world.fillCart(storeId, 'ana@example.com', { externalId: 'sister', contact });
    const told = {
      id: shopperId,
      at: world.clock.now(),
      email: 'ana@example.com',
      emailKey: 'ana@example.com',
    };
    const nothing = {
      phone: null,
      phoneKey: null,
      name: null,
      registered: null,
      locale: null,
      country: null,
    };
    await world.store.commit([
      world.store.shoppers.seen({ ...told, ...nothing, customerId: null, carts: 0, orders: 0 }),
    ]);
    await suppress('email');
    cart = sister.cart;
    expect(await write()).toEqual({ kind: 'refused', reason: 'opted_out' });
  });

  it('an opt-out of another channel does not', async () => {
    await suppress('whatsapp', 'all');
    expect(await write()).toMatchObject({ kind: 'written' });
  });

  it('who bought is a question first, and gets it once that is confirmed', async () => {
    await world.buys(cart);
    expect(await write()).toEqual({ kind: 'refused', reason: 'bought' });
    expect(await write({ confirm: true })).toMatchObject({ kind: 'written' });
    expect(world.channel.sent).toHaveLength(1);
  });

  it('who is of the control group is a question first', async () => {
    storeId = await world.connect('control', { change: { holdoutPercent: 100 } });
    ({ cart } = await world.fillCart(storeId, 'eva@example.com'));
    expect(await write()).toEqual({ kind: 'refused', reason: 'holdout' });
    expect(await write({ confirm: true })).toMatchObject({ kind: 'written' });
  });

  it('another store does not find the cart', async () => {
    const stranger = await world.connect('stranger');
    expect(await write({ storeId: stranger })).toEqual({ kind: 'not_found' });
  });

  it.each([
    ['subject', { subject: 'Oi {{ shopper.name' }],
    ['text', { text: 'one\n{% if %}' }],
    ['text', { text: '{% for a in (1..100000000) %}x{% endfor %}' }],
  ])('a %s that does not hold is refused with its place', async (path, over) => {
    expect(await write(over)).toMatchObject({
      kind: 'invalid',
      errors: [{ path, line: expect.any(Number) }],
    });
    expect(world.channel.sent).toEqual([]);
  });

  it('what looks like a tag stays text, and no script gets into the mail', async () => {
    await write({ text: '<script>alert(1)</script> {{ "<script>" }}' });
    expect(world.channel.sent[0]?.content.html).not.toMatch(/<script/i);
  });

  it('the same request twice is one message, also at the same time; another text under its key is refused', async () => {
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => write({ idempotencyKey: 'k1' })));
    const again = await write({ idempotencyKey: 'k1' });
    expect(new Set([...outcomes, again].map((one) => one.kind === 'written' && one.messageId)).size).toBe(1);
    expect(world.channel.sent).toHaveLength(1);
    expect(await write({ idempotencyKey: 'k1', text: 'other' })).toEqual({ kind: 'key_reused' });
    expect(await write({ idempotencyKey: 'k2' })).toMatchObject({ kind: 'written' });
    expect(world.channel.sent).toHaveLength(2);
  });

  it('a crash before sending loses nothing: who looks for due messages sends it, once', async () => {
    send = () => Promise.reject(new Error('gone'));
    const outcome = await write();
    expect(await messageOf(outcome)).toMatchObject({ state: 'planned' });
    await world.settleDown();
    await world.settleDown();
    expect(world.channel.sent).toHaveLength(1);
  });

  it('a crash while sending leaves it uncertain, and it is never sent again', async () => {
    send = async (id) => {
      await world.store.commit([
        world.store.messages.claimed(id, world.clock.now(), new Date(world.clock.now().getTime() + MINUTE)),
      ]);
      const claimed = await world.store.messages.find(id);
      if (claimed === null) throw new Error('no message');
      const claimedUntil = new Date(world.clock.now().getTime() + MINUTE);
      const sentAt = world.clock.now();
      await world.store.commit([
        world.store.messages.changed(claimed, { state: 'sending', claimedUntil, sentAt }),
      ]);
    };
    const outcome = await write();
    world.clock.advance(2 * MINUTE);
    await world.reminders.settle();
    await world.passes(HOUR);
    expect(await messageOf(outcome)).toMatchObject({ state: 'uncertain', reason: 'crashed_while_sending' });
    expect(world.channel.sent.filter(({ content }) => content.subject === 'Oi Ana')).toEqual([]);
  });

  it('sent from two places at once it goes once', async () => {
    send = () => Promise.resolve();
    const outcome = await write();
    const id = outcome.kind === 'written' ? outcome.messageId : ('' as MessageId);
    await Promise.all([1, 2, 3, 4].map(() => world.reminders.send(id)));
    expect(world.channel.sent).toHaveLength(1);
  });

  it('a passing failure is tried again with the same Message-ID, as long as its shelf life lasts', async () => {
    const headers: string[] = [];
    world.channel.behaves(async () => ({ kind: 'retry', reason: '451', afterMs: null }));
    const outcome = await write();
    headers.push((await messageOf(outcome))?.messageIdHeader ?? '');
    expect(await messageOf(outcome)).toMatchObject({ state: 'planned', sentAt: null, attemptsCount: 1 });
    world.channel.recovers();
    await world.passes(31 * SECOND);
    expect(world.channel.sent).toMatchObject([{ content: { messageIdHeader: headers[0] } }]);
    expect(await messageOf(outcome)).toMatchObject({ state: 'accepted', attemptsCount: 2 });
  });

  it('a failure that does not pass ends it, and an address that does not exist is remembered', async () => {
    world.channel.behaves(async () => ({ kind: 'refused', reason: '550', suppress: true }));
    const outcome = await write();
    expect(await messageOf(outcome)).toMatchObject({ state: 'failed', reason: 'recipient_refused' });
    expect(await reached()).toEqual([['', 0, 1]]);
    world.channel.recovers();
    expect(await write()).toEqual({ kind: 'refused', reason: 'opted_out' });
  });

  it('silence after the hand-over is uncertain and never tried again', async () => {
    world.channel.behaves(async (_, before) => {
      await before();
      return { kind: 'uncertain', reason: 'no answer' };
    });
    const outcome = await write();
    world.channel.recovers();
    await world.passes(20 * MINUTE);
    expect(await messageOf(outcome)).toMatchObject({ state: 'uncertain', reason: 'no_answer_after_data' });
    expect(world.channel.sent).toHaveLength(1);
  });

  it('a channel that is down refuses it; one that goes down meanwhile lets it wait', async () => {
    const down = {
      kind: 'down',
      reason: 'login',
      until: new Date(world.clock.now().getTime() + HOUR),
    } as const;
    world.channel.is(down);
    expect(await write()).toEqual({ kind: 'refused', reason: 'channel_down' });
    world.channel.is({ kind: 'up' });
    send = () => Promise.resolve();
    const outcome = await write();
    world.channel.is(down);
    await world.settleDown();
    expect(await messageOf(outcome)).toMatchObject({ state: 'planned', lastVerdict: 'wait:channel_down' });
    world.channel.is({ kind: 'up' });
    await world.passes(2 * MINUTE);
    expect(await messageOf(outcome)).toMatchObject({ state: 'accepted' });
    expect(await write({ channel: 'whatsapp' })).toEqual({ kind: 'refused', reason: 'channel_down' });
  });

  it('a purchase or an opt-out in the last moment holds it back', async () => {
    world.channel.behaves(async (_, before) => {
      await world.buys(cart);
      return (await before()) ? { kind: 'accepted', providerId: 'x' } : { kind: 'withdrawn' };
    });
    const outcome = await write();
    await world.settleDown();
    expect(await messageOf(outcome)).toMatchObject({ state: 'skipped', reason: 'bought', sentAt: null });
    expect(world.channel.sent).toEqual([]);
  });
});
