import type { RunFlow } from '../flows/flow.ts';
import type { Channel } from '../words/vocabulary.ts';
import { isBought } from './checks/bought.ts';
import { isHeldOut } from './holdout.ts';
import type { ChannelFact, Snapshot } from './snapshot.ts';

export type ByHandVerdict =
  | { readonly kind: 'send' }
  /** Whoever writes may not. */
  | { readonly kind: 'refuse'; readonly reason: 'store_inactive' | 'no_address' | 'opted_out' }
  | { readonly kind: 'wait'; readonly reason: 'channel_down' }
  /** Whoever writes has to say that they mean it. */
  | { readonly kind: 'ask'; readonly reason: 'bought' | 'holdout' };

/**
 * Whether a person of the store may write to this shopper. People may do more than the machine: consent, budget and
 * quiet hours are theirs to judge, and only a refusal of this channel or the lack of an address stands in the way.
 */
export const judgeByHand = (snapshot: Snapshot, flow: RunFlow, channel: Channel): ByHandVerdict => {
  const fact = snapshot.channels[channel];
  const reason = whyRefused(snapshot, fact);
  if (reason !== null) return { kind: 'refuse', reason };
  if (fact !== undefined && fact.downUntil !== null) return { kind: 'wait', reason: 'channel_down' };
  if (isBought(snapshot)) return { kind: 'ask', reason: 'bought' };
  return isHeldOut(snapshot, flow) ? { kind: 'ask', reason: 'holdout' } : { kind: 'send' };
};

type Refusal = Extract<ByHandVerdict, { kind: 'refuse' }>['reason'];

const whyRefused = ({ store, cart }: Snapshot, fact: ChannelFact | undefined): Refusal | null => {
  if (store.state === 'uninstalled') return 'store_inactive';
  if (cart.closedReason === 'redacted' || fact === undefined || fact.address === null) return 'no_address';
  return fact.suppressed === null ? null : 'opted_out';
};
