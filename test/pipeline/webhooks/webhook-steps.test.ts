import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../../src/core/words/vocabulary.ts';
import type { StepId, StoreId } from '../../../src/core/words/ids.ts';
import { preparedStep } from '../../../src/core/flows/prepared-step.ts';
import type { NewSuppression } from '../../../src/ports/store/suppressions.ts';
import { databases } from '../../store/databases.ts';
import { anOffer } from '../../core/message/facts.ts';
import { HOUR, MINUTE } from '../../support/reminder-world.ts';
import { isRightlySigned, openReceiver, openWebhookWorld, type WebhookWorld } from './webhook-world.ts';

describe.each(databases)('steps that push on $name', ({ make }) => {
  let world: WebhookWorld;
  let shop: Awaited<ReturnType<typeof openReceiver>>;
  beforeEach(async () => {
    [world, shop] = await Promise.all([openWebhookWorld(make), openReceiver()]);
  });
  afterEach(async () => {
    await Promise.all([world.close(), shop.close()]);
  });

  const connect = (...channels: readonly Channel[]): Promise<StoreId> => {
    const step = preparedStep({
      id: 's1' as StepId,
      timing: { kind: 'after', delayMs: 30 * MINUTE },
      addedAt: world.clock.now(),
    });
    const offer = anOffer({ type: 'code', code: 'VOLTA10' });
    return world.connect('loja', { change: { steps: [{ ...step, channels, offer }] } });
  };
  const remind = async (storeId: StoreId, beforeItIsDue = async () => {}) => {
    const filled = await world.fillCart(storeId, 'ana@example.com');
    await beforeItIsDue();
    await world.passes(30 * MINUTE);
    await world.passes(30 * MINUTE);
    return filled;
  };
  const suppress = async (storeId: StoreId, why: Pick<NewSuppression, 'purpose' | 'source'>) => {
    const about = { key: 'ana@example.com', channel: 'email', at: world.clock.now(), hint: 'a…' } as const;
    const { writes } = await world.store.suppressions.prepare(storeId, { ...about, ...why });
    await world.store.commit(writes);
  };

  it('a message is told with everything a program needs to push it', async () => {
    const storeId = await connect('webhook', 'email');
    const { secret, id } = await world.subscribe(storeId, shop.url, 'message.due');
    const { cart } = await remind(storeId);
    const [message] = await world.messagesOf(cart);
    expect(message).toMatchObject({
      state: 'accepted',
      channel: 'webhook',
      toAddress: new URL(shop.url).origin,
    });
    expect(world.channel.sent).toEqual([]);
    expect(shop.received).toHaveLength(1);
    expect(isRightlySigned(shop.received[0]!, secret)).toBe(true);
    expect(shop.received[0]?.headers['webhook-id']).toBe(message!.id);
    const [told] = shop.told();
    expect(told).toMatchObject({
      type: 'message.due',
      data: {
        message: { id: message!.id, flow: 'abandoned_cart', step: 's1', language: 'pt-BR' },
        shopper: { email: 'ana@example.com', name: 'Ana Souza' },
        cart: { id: cart.id },
        offer: { code: 'VOLTA10' },
      },
    });
    expect(told!.data.returnUrl).toMatch(/^https:\/\/retorno\.example\/r\/[\w-]{22}$/);
    expect(told!.data.texts.text).toContain('VOLTA10');
    expect(await world.store.outboundWebhooks.recent(storeId, id, 5)).toMatchObject([
      { event: 'message.due', state: 'taken', messageId: message!.id },
    ]);
  });

  it('where nobody listens the mail goes in its place', async () => {
    const storeId = await connect('webhook', 'email');
    const { cart } = await remind(storeId);
    expect(await world.messagesOf(cart)).toMatchObject([{ state: 'accepted', channel: 'email' }]);
  });

  it('a program that will not have it leaves it to the mail', async () => {
    const storeId = await connect('webhook', 'email');
    await world.subscribe(storeId, shop.url, 'message.due');
    shop.answers(404);
    const { cart } = await remind(storeId);
    await world.passes(MINUTE);
    expect(await world.messagesOf(cart)).toMatchObject([{ state: 'accepted', channel: 'email' }]);
    expect(shop.received).toHaveLength(1);
  });

  it('who has no address for mail is pushed to', async () => {
    const storeId = await connect('email', 'webhook');
    await world.subscribe(storeId, shop.url, 'message.due');
    const { cart } = await remind(storeId, () =>
      suppress(storeId, { purpose: 'all', source: 'hard_bounce' }),
    );
    expect(await world.messagesOf(cart)).toMatchObject([{ state: 'accepted', channel: 'webhook' }]);
    expect(world.channel.sent).toEqual([]);
  });

  it('who opted out of marketing by mail is not pushed to either', async () => {
    const storeId = await connect('email', 'webhook');
    await world.subscribe(storeId, shop.url, 'message.due');
    const { cart } = await remind(storeId, () =>
      suppress(storeId, { purpose: 'marketing', source: 'unsubscribe_link' }),
    );
    expect(await world.messagesOf(cart)).toMatchObject([{ state: 'skipped', reason: 'opted_out' }]);
    expect(shop.received).toEqual([]);
  });

  it('quiet hours hold a push where the flow names the channel, and no mail goes in its place', async () => {
    const now = world.clock.now();
    const quietHours = { channels: ['webhook'], from: '09:00', to: '11:00', zone: 'store' } as const;
    const step = preparedStep({
      id: 's1' as StepId,
      timing: { kind: 'after', delayMs: 30 * MINUTE },
      addedAt: now,
    });
    const channels = ['webhook', 'email'] as const;
    const storeId = await world.connect('quiet', { change: { steps: [{ ...step, channels }], quietHours } });
    await world.subscribe(storeId, shop.url, 'message.due');
    // 12:00 in UTC is 9:00 in São Paulo.
    const { cart } = await remind(storeId);
    expect(await world.messagesOf(cart)).toMatchObject([
      { state: 'planned', lastVerdict: 'wait:quiet_hours' },
    ]);
    expect(shop.received).toEqual([]);
    await world.passes(2 * HOUR);
    expect(await world.messagesOf(cart)).toMatchObject([{ state: 'accepted', channel: 'webhook' }]);
    expect(world.channel.sent).toEqual([]);
  });

  it('where consent has to be asked for, nothing is pushed without it, and any channel’s is enough', async () => {
    const storeId = await connect('webhook');
    const explicit = { default: 'explicit', eea: 'explicit', countries: {}, channels: {} } as const;
    const known = (await world.store.stores.find(storeId))!;
    const { stores, consents, commit } = world.store;
    await commit([stores.settingsChanged(known, { consentPolicy: explicit })]);
    await world.subscribe(storeId, shop.url, 'message.due');
    const { cart } = await remind(storeId);
    expect(await world.messagesOf(cart)).toMatchObject([
      { state: 'planned', lastVerdict: 'wait:consent_missing' },
    ]);
    const evidence = { channel: 'whatsapp', state: 'in', source: 'checkout', wording: null } as const;
    await commit([consents.told(storeId, 'ana@example.com', { ...evidence, at: world.clock.now() })]);
    await world.passes(10 * MINUTE);
    expect(await world.messagesOf(cart)).toMatchObject([{ state: 'accepted', channel: 'webhook' }]);
  });

  it('a lost answer is asked again under the same id, and never falls to the mail', async () => {
    const storeId = await connect('webhook', 'email');
    await world.subscribe(storeId, shop.url, 'message.due');
    shop.hangsUp();
    const { cart } = await remind(storeId);
    shop.answers(200);
    await world.passes(HOUR);
    expect(await world.messagesOf(cart)).toMatchObject([{ state: 'accepted', channel: 'webhook' }]);
    expect(new Set(shop.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(shop.received).toHaveLength(2);
    expect(world.channel.sent).toEqual([]);
  });
});
