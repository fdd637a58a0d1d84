import type {
  AbandonmentReason,
  CartState,
  Channel,
  ContactChannel,
} from '../../../../core/words/vocabulary.ts';
import type { Action } from '../../../../core/decide/decide.ts';
import type { OrderFact } from '../../../../core/decide/snapshot.ts';
import type { CheckCode, EpisodeEnd, SendFailure } from '../../../../core/words/reason-codes.ts';

/** What stands on timelines. Stable: it stands in the API. An order's kind is divided by what the order means. */
export type StoryKind =
  | 'cart_seen'
  | 'contact_known'
  | 'state_changed'
  | `order_${OrderFact['meaning']}`
  | 'abandoned'
  | 'message_planned'
  | 'message_accepted'
  | 'message_delivered'
  | 'message_read'
  | 'message_skipped'
  | 'message_expired'
  | 'message_failed'
  | 'message_uncertain'
  | 'episode_ended'
  | 'closed'
  | 'closed_by_hand'
  | 'trusted'
  | 'coupon_made'
  | 'coupon_refused'
  | 'clicked'
  | 'click_withdrawn'
  | 'unsubscribed'
  | 'written_by_hand'
  | 'contacted'
  | 'contact_tried';

/** Reasons that no check has words for. */
export type StoryReason =
  | Exclude<EpisodeEnd, CheckCode>
  | SendFailure
  | AbandonmentReason
  | 'two_links_at_once';

/** One language's words for a cart's story. `{name}` stands for a fact. */
export type StoryWords = {
  readonly kinds: Readonly<Record<StoryKind, string>>;
  readonly actions: Readonly<Record<Action['kind'], string>>;
  readonly states: Readonly<Record<CartState | 'open', string>>;
  readonly channels: Readonly<Record<Channel | ContactChannel | 'manual', string>>;
  readonly reasons: Readonly<Record<StoryReason, string>>;
  readonly none: string;
};
