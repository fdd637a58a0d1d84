import type { StoredMessage } from '../../ports/store/messages.ts';
import type { MessageContent } from '../../ports/channel.ts';
import type { Channel } from '../../core/words/vocabulary.ts';
import { composeEmail, composeRendered, type ComposeRequest } from './compose-email.ts';
import { messageDueBody } from '../webhooks/message-due.ts';
import type { ReminderParts } from './parts.ts';

export type MessageRequest = ComposeRequest & {
  readonly message: StoredMessage;
  readonly channel: Channel;
};

export type Composed = { readonly subject: string; readonly content: MessageContent };

/** The message as its channel takes it; null where the merchant's text does not hold for this cart. */
export const composeMessage = (
  request: MessageRequest,
  parts: Pick<ReminderParts, 'mailFrom' | 'clock'>,
): Composed | null => {
  if (request.channel === 'webhook') return composePush(request, parts);
  const email = composeEmail(request, parts);
  return email === null ? null : { subject: email.subject, content: { channel: 'email', email } };
};

const composePush = (request: MessageRequest, { clock }: Pick<ReminderParts, 'clock'>): Composed | null => {
  const { rendered, variables, language } = composeRendered(request);
  if (rendered.kind === 'invalid') return null;
  const body = messageDueBody({ ...request, rendered, variables, language, now: clock.now() });
  return {
    subject: rendered.subject,
    content: { channel: 'webhook', webhook: { cartId: request.message.cartId, body } },
  };
};
