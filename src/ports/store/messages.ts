import type { QuietHoursSeen } from '../../core/decide/quiet-hours-seen.ts';
import type {
  AttemptId,
  CartId,
  EpisodeId,
  MessageId,
  ShopperId,
  StepId,
  StoreId,
} from '../../core/words/ids.ts';
import type { MessageReason } from '../../core/words/reason-codes.ts';
import type { Channel, RunKind, MessageState } from '../../core/words/vocabulary.ts';
import type { Reconsider } from './reconsider.ts';
import type { Write } from './write.ts';

/** One step of one episode, or one written by hand (without episode, flow and step). */
export type StoredMessage = MessageFacts & {
  readonly id: MessageId;
  readonly storeId: StoreId;
  readonly flow: RunKind | null;
  readonly stepId: StepId | null;
  readonly stepIndex: number | null;
  readonly plannedAt: Date;
  readonly byHand: boolean;
  readonly revision: number;
};

/** What changes while a message goes its way. */
export type MessageFacts = {
  readonly episodeId: EpisodeId | null;
  readonly cartId: CartId;
  readonly shopperId: ShopperId;
  readonly channel: Channel;
  readonly state: MessageState;
  /** Channel failures keep the provider's words. */
  readonly reason: MessageReason | null;
  readonly dueAt: Date;
  readonly claimedUntil: Date | null;
  readonly waits: number;
  readonly shelfEndsAt: Date;
  readonly locale: string | null;
  readonly toAddress: string | null;
  readonly subject: string | null;
  /** When the provider call began that may have handed it over; null again when it is known that none did. */
  readonly sentAt: Date | null;
  readonly acceptedAt: Date | null;
  /** When nothing more can become of it. */
  readonly settledAt: Date | null;
  readonly messageIdHeader: string | null;
  readonly providerId: string | null;
  readonly attemptsCount: number;
  /** `action:reason` of the last decision, so that one is told once per change of verdict. */
  readonly lastVerdict: string | null;
};

export type Attempt = {
  readonly id: AttemptId;
  readonly storeId: StoreId;
  readonly messageId: MessageId;
  readonly channel: Channel;
  readonly number: number;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly providerId: string | null;
  /** Left out or null: the decision knew no quiet hours of this channel. */
  readonly quietHours?: QuietHoursSeen | null;
};

export type Messages = {
  /** Planned ones whose time has come, the longest waiting first. */
  readonly due: (storeId: StoreId, now: Date, limit: number) => Promise<readonly MessageId[]>;
  /** The carts that these messages are about, each once. */
  readonly cartsOf: (storeId: StoreId, ids: readonly MessageId[]) => Promise<readonly CartId[]>;
  readonly nextDueAt: (storeId: StoreId) => Promise<Date | null>;
  readonly find: (id: MessageId) => Promise<StoredMessage | null>;
  readonly ofEpisode: (episodeId: EpisodeId) => Promise<readonly StoredMessage[]>;
  readonly byProviderId: (providerId: string) => Promise<StoredMessage | null>;

  /** `conflict` when the episode has a message of this step already, whatever became of it. */
  readonly planned: (message: StoredMessage) => Write;
  /** Takes a due message until then; `conflict` when it is not, or no longer, to be had. */
  readonly claimed: (id: MessageId, now: Date, until: Date) => Write;
  /** `conflict` when the message is no longer in the state and at the revision it was read with. */
  readonly changed: (before: StoredMessage, change: Partial<MessageFacts>) => Write;
  /** A planned step that is not to be: only while it is planned. */
  readonly unplanned: (message: StoredMessage) => Write;

  readonly attempted: (attempt: Attempt) => Write;
  readonly attemptEnded: (
    id: AttemptId,
    end: {
      readonly at: Date;
      readonly outcome: string;
      readonly reason: string | null;
      readonly providerId: string | null;
    },
  ) => Write;
  /** The attempts of a message that have no end yet; a crash leaves one. */
  readonly openAttempts: (messageId: MessageId) => Promise<readonly AttemptId[]>;

  /** Claimed or being sent, with a lease that is over: whoever had them is gone. */
  readonly leasesOver: (now: Date, limit: number) => Promise<readonly StoredMessage[]>;
  /** Uncertain, not settled, and sent before `sentBefore`. */
  readonly uncertain: (sentBefore: Date, limit: number) => Promise<readonly StoredMessage[]>;
  readonly reconsider: Reconsider;
};
