import { judgeByHand, type ByHandVerdict } from '../../core/decide/by-hand.ts';
import type { CartId, StoreId } from '../../core/words/ids.ts';
import type { Channel } from '../../core/words/vocabulary.ts';
import type { Situation } from '../../ports/store/snapshots.ts';
import { withChannelHealth } from '../reminders/channel-health.ts';
import type { ReminderParts } from '../reminders/parts.ts';

export type JudgedByHand = { readonly situation: Situation; readonly verdict: ByHandVerdict };

/** What is known at this moment of a cart that somebody writes about; null where there is nobody to write to. */
export const readByHand = async (
  parts: Pick<ReminderParts, 'store' | 'channels' | 'limits'>,
  about: { readonly storeId: StoreId; readonly cartId: CartId; readonly channel: Channel },
  now: Date,
): Promise<JudgedByHand | null> => {
  const { ordersFreshForMs } = parts.limits;
  const read = await parts.store.snapshots.ofCart(about.storeId, about.cartId, { now, ordersFreshForMs });
  if (read === null) return null;
  const situation = withChannelHealth(read, parts, now);
  return { situation, verdict: judgeByHand(situation.snapshot, situation.flow, about.channel) };
};
