import type { z } from 'zod';
import type { MESSAGE } from '../../contract/messages.ts';
import { NO_CART } from '../../../core/words/ids.ts';
import type { MessageView } from '../../../ports/store/message-list.ts';
import { writeInstant, writeInstantOrNull } from '../write.ts';

export const presentMessage = (message: MessageView): z.infer<typeof MESSAGE> => ({
  id: message.id,
  cartId: message.cartId === NO_CART ? null : message.cartId,
  flow: message.flow,
  step: message.stepId,
  channel: message.channel,
  state: message.state,
  reason: message.reason,
  to: message.to,
  plannedAt: writeInstant(message.plannedAt),
  sentAt: writeInstantOrNull(message.sentAt),
  attempts: message.attempts.map((attempt) => ({
    number: attempt.number,
    channel: attempt.channel,
    startedAt: writeInstant(attempt.startedAt),
    endedAt: writeInstantOrNull(attempt.endedAt),
    outcome: attempt.outcome,
    reason: attempt.reason,
  })),
});
