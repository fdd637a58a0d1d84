import { describe, expect, it } from 'vitest';
import { createWebhookChannel } from '../../../src/channels/webhook/webhook.ts';
import type { CallOutcome } from '../../../src/core/webhooks/call-outcome.ts';
import type { CartId, MessageId, OutboundWebhookId, StoreId } from '../../../src/core/words/ids.ts';
import type { OutboundWebhook } from '../../../src/ports/store/outbound-webhooks.ts';

const taken: CallOutcome = { kind: 'taken', status: 200 };
const later: CallOutcome = { kind: 'later', status: 503, reason: 'HTTP 503', afterMs: 5_000 };
const refused: CallOutcome = { kind: 'refused', status: 404, reason: 'HTTP 404' };
const yes = () => Promise.resolve(true);

const message = {
  messageId: 'm1' as MessageId,
  storeId: 's1' as StoreId,
  to: 'https://app.shop.example',
  content: { cartId: 'c1' as CartId, body: '{}' },
};

const aWebhook = (place: number): OutboundWebhook => ({
  id: `w${place}` as OutboundWebhookId,
  storeId: 's1' as StoreId,
  url: 'https://app.shop.example/hook',
  events: ['message.due'],
  state: 'active',
  reason: null,
  failingSince: null,
  answeredAt: null,
  createdAt: new Date(0),
});

/** A channel to webhooks that answer so. */
const answering = (...outcomes: readonly CallOutcome[]) => {
  const called: string[] = [];
  const channel = createWebhookChannel({
    webhooksOf: async () => outcomes.map((_, place) => aWebhook(place)),
    call: async ({ id }, { id: messageId }) => {
      called.push(`${messageId} to ${id}`);
      return outcomes[Number(id.slice(1))] ?? taken;
    },
  });
  return { channel, called };
};

describe('webhooks as a channel', () => {
  it('nothing is called before the last question is answered, and nothing when the answer is no', async () => {
    const { channel, called } = answering(taken);
    let calledWhenAsked = -1;
    const result = await channel.send(message, async () => {
      calledWhenAsked = called.length;
      return false;
    });
    expect([result, calledWhenAsked, called]).toEqual([{ kind: 'withdrawn' }, 0, []]);
  });

  it('a question that fails is the caller’s to hear, and nothing is called', async () => {
    const { channel, called } = answering(taken);
    await expect(channel.send(message, () => Promise.reject(new Error('disk full')))).rejects.toThrow('full');
    expect(called).toEqual([]);
  });

  it('of several webhooks each is called once, and one that takes it is enough', async () => {
    const { channel, called } = answering(refused, taken, later);
    expect(await channel.send(message, yes)).toEqual({ kind: 'accepted', providerId: 'webhook:m1' });
    expect(called).toEqual(['m1 to w0', 'm1 to w1', 'm1 to w2']);
  });

  it('what none takes is tried again where one may take it later, and refused where none ever will', async () => {
    expect(await answering(refused, later).channel.send(message, yes)).toEqual({
      kind: 'retry',
      reason: 'HTTP 503',
      afterMs: 5_000,
    });
    expect(await answering(refused).channel.send(message, yes)).toMatchObject({ kind: 'refused' });
    expect(await answering().channel.send(message, yes)).toMatchObject({ reason: 'no_webhook' });
  });

  it('closing waits for what is being handed over', async () => {
    const { channel, called } = answering(taken);
    const question = Promise.withResolvers<boolean>();
    const sending = channel.send(message, () => question.promise);
    const closing = channel.close();
    question.resolve(true);
    await closing;
    expect(called).toHaveLength(1);
    expect(await sending).toMatchObject({ kind: 'accepted' });
  });
});
