import type { CallOutcome } from '../../core/webhooks/call-outcome.ts';
import type { MessageId, StoreId } from '../../core/words/ids.ts';
import type { ChannelPort, SendResult, WebhookContent } from '../../ports/channel.ts';
import type { OutboundWebhook } from '../../ports/store/outbound-webhooks.ts';

export type WebhookChannelDeps = {
  /** The store's active webhooks that want `message.due`. */
  readonly webhooksOf: (storeId: StoreId) => Promise<readonly OutboundWebhook[]>;
  /** One signed call, bounded in time; never throws. */
  readonly call: (
    webhook: OutboundWebhook,
    message: { readonly id: MessageId; readonly content: WebhookContent },
  ) => Promise<CallOutcome>;
};

/**
 * Hands a message to the shop's own program, which pushes it. The message's id is the `webhook-id` of every try, so a
 * lost answer makes no doubt: the receiver knows a repetition, and the message is simply tried again. Of several
 * webhooks each is called, and one that takes it is enough.
 */
export const createWebhookChannel = ({
  webhooksOf,
  call,
}: WebhookChannelDeps): ChannelPort<WebhookContent> => {
  const running = new Set<Promise<unknown>>();
  const send: ChannelPort<WebhookContent>['send'] = async (
    { messageId, storeId, content },
    beforeHandOver,
  ) => {
    const webhooks = await webhooksOf(storeId);
    if (webhooks.length === 0) return { kind: 'refused', reason: 'no_webhook', suppress: false };
    if (!(await beforeHandOver())) return { kind: 'withdrawn' };
    const outcomes = await Promise.all(webhooks.map((one) => call(one, { id: messageId, content })));
    return together(messageId, outcomes);
  };
  return {
    channel: 'webhook',
    send: (message, beforeHandOver) => {
      const sending = send(message, beforeHandOver);
      running.add(sending);
      return sending.finally(() => running.delete(sending));
    },
    health: () => ({ kind: 'up' }),
    close: async () => {
      await Promise.allSettled(running);
    },
  };
};

const together = (id: MessageId, outcomes: readonly CallOutcome[]): SendResult => {
  if (outcomes.some(({ kind }) => kind === 'taken')) return { kind: 'accepted', providerId: `webhook:${id}` };
  const later = outcomes.find((one) => one.kind === 'later');
  if (later !== undefined) return { kind: 'retry', reason: later.reason, afterMs: later.afterMs };
  const reason = outcomes.map((one) => ('reason' in one ? one.reason : '')).join(', ');
  return { kind: 'refused', reason, suppress: false };
};
