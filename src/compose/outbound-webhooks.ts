import { createWebhookChannel } from '../channels/webhook/webhook.ts';
import { createCallNow, createCallWebhooks } from '../pipeline/webhooks/call-webhooks.ts';
import { createEventBody } from '../pipeline/webhooks/event-body.ts';
import { createManualUrls } from '../pipeline/return/manual-url.ts';
import type { Foundation } from './foundation.ts';

/** The way to the shop's own programs: events from the queue, and messages at once. Merchants name the addresses. */
export const createOutboundWebhooks = (base: Foundation) => {
  const { store, config, clock, log, guarded } = base;
  const manualUrls = createManualUrls({
    stores: store.stores,
    linkKey: base.linkKeys[0],
    appUrl: config.appUrl,
  });
  const calling = { store, outbound: guarded, clock, log };
  const callNow = createCallNow(calling);
  return {
    callDue: createCallWebhooks({ ...calling, bodyOf: createEventBody({ store, manualUrls }) }),
    channel: createWebhookChannel({
      webhooksOf: async (storeId) =>
        (await store.outboundWebhooks.list(storeId)).filter(
          ({ state, events }) => state === 'active' && events.includes('message.due'),
        ),
      call: (webhook, { id, content: { body, cartId } }) =>
        callNow({ webhook, id, body }, { cartId, messageId: id }),
    }),
  };
};

export type OutboundCalls = ReturnType<typeof createOutboundWebhooks>;
