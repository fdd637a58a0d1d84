import { createHmac, randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { createWebhookChannel } from '../../../src/channels/webhook/webhook.ts';
import { newWebhookSecret } from '../../../src/core/webhooks/standard-webhooks.ts';
import type { OutboundEvent } from '../../../src/core/words/vocabulary.ts';
import { newId, type OutboundWebhookId, type StoreId } from '../../../src/core/words/ids.ts';
import { systemLookup } from '../../../src/outbound/lookup.ts';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import { createCallNow, createCallWebhooks } from '../../../src/pipeline/webhooks/call-webhooks.ts';
import { createEventBody } from '../../../src/pipeline/webhooks/event-body.ts';
import type { Outbound } from '../../../src/ports/outbound.ts';
import type { TestDatabase } from '../../store/databases.ts';
import { silentLog } from '../../store/open-test-store.ts';
import { openReminderWorld } from '../../support/reminder-world.ts';
import { honestServer, type Received } from '../../support/honest-server.ts';
import { realClock } from '../../support/real-clock.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- what a receiver reads is only looked at
export type Told = { readonly type: string; readonly data: any };

const takes = (response: ServerResponse): void => void response.writeHead(204).end();

/** A shop's own program on loopback; a test says how it answers. */
export const openReceiver = async () => {
  let answer = takes;
  const server = await honestServer((_, response) => answer(response));
  return {
    url: `${server.origin}/hook?token=secret`,
    received: server.received,
    told: () => server.received.map(({ body }) => JSON.parse(body) as Told),
    answers: (status: number, headers: Readonly<Record<string, string>> = {}) => {
      answer = (response) => void response.writeHead(status, headers).end();
    },
    hangsUp: () => {
      answer = (response) => void response.destroy();
    },
    close: server.close,
  };
};

/** As a receiver checks it, by the text of Standard Webhooks. */
export const isRightlySigned = ({ headers, body: raw }: Received, secret: string): boolean => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${raw}`;
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
};

export const openWebhookWorld = async (
  make: () => Promise<TestDatabase>,
  { allowPrivate = true }: { readonly allowPrivate?: boolean } = {},
) => {
  const outbound: Outbound = createOutbound({ lookup: systemLookup, allowPrivate, clock: realClock });
  const world = await openReminderWorld(make);
  const { store, clock } = world;
  const calling = { store, outbound, clock, log: silentLog };
  const callNow = createCallNow(calling);
  const webhook = createWebhookChannel({
    webhooksOf: async (storeId) =>
      (await store.outboundWebhooks.list(storeId)).filter(
        ({ state, events }) => state === 'active' && events.includes('message.due'),
      ),
    call: (one, { id, content: { body, cartId } }) =>
      callNow({ webhook: one, id, body }, { cartId, messageId: id }),
  });
  Object.assign(world.parts.channels, { webhook });
  const callDue = createCallWebhooks({
    ...calling,
    bodyOf: createEventBody({
      store,
      manualUrls: async () => (cartId) => `https://retorno.example/r/${cartId}`,
    }),
  });
  const subscribe = async (storeId: StoreId, url: string, ...events: readonly OutboundEvent[]) => {
    const secret = newWebhookSecret(randomBytes);
    const id = newId<OutboundWebhookId>(clock.now(), randomBytes);
    await store.commit([
      store.outboundWebhooks.added({ id, storeId, url, events, secret, createdAt: clock.now() }),
    ]);
    return { id, secret };
  };
  return { ...world, callDue, subscribe, webhook };
};

export type WebhookWorld = Awaited<ReturnType<typeof openWebhookWorld>>;
