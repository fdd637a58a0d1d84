import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createWebhookChannel } from '../../../src/channels/webhook/webhook.ts';
import { callOutcome, type CallOutcome } from '../../../src/core/webhooks/call-outcome.ts';
import { newWebhookSecret, signedHeaders } from '../../../src/core/webhooks/standard-webhooks.ts';
import type { CartId, MessageId, OutboundWebhookId, StoreId } from '../../../src/core/words/ids.ts';
import { systemLookup } from '../../../src/outbound/lookup.ts';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import type { OutboundWebhook } from '../../../src/ports/store/outbound-webhooks.ts';
import { honestServer } from '../../support/honest-server.ts';
import { realClock } from '../../support/real-clock.ts';
import { describeChannel } from '../channel.contract.ts';

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

/** A program of the shop's on loopback, called over HTTP as the product calls it. */
const openProgram = async () => {
  const server = await honestServer((_, response) => void response.writeHead(204).end());
  const outbound = createOutbound({ lookup: systemLookup, allowPrivate: true, clock: realClock });
  const secret = newWebhookSecret(randomBytes);
  const channel = createWebhookChannel({
    webhooksOf: async () => [{ ...aWebhook(0), url: server.origin }],
    call: async ({ url }, { id, content: { body } }) => {
      const now = realClock.now();
      const headers = signedHeaders({ id, body, secret, now });
      return callOutcome(await outbound({ url, method: 'POST', headers, body }), now);
    },
  });
  return { server, channel };
};

describeChannel('a webhook', async () => {
  const { server, channel } = await openProgram();
  return {
    channel,
    aMessage: (to) => ({
      ...message,
      messageId: `m-${to}` as MessageId,
      content: { ...message.content, body: JSON.stringify({ to }) },
    }),
    received: () => server.received.map(({ body }) => body),
    whose: (body) => (JSON.parse(body) as { to: string }).to,
    close: server.close,
  };
});

describe('webhooks as a channel', () => {
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
});
