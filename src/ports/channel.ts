import type { CartId, MessageId, StoreId } from '../core/words/ids.ts';
import type { Channel } from '../core/words/vocabulary.ts';

/** A way to reach a shopper. One implementation per provider; all run the same contract suite. */
export type ChannelPort<Content> = {
  readonly channel: Channel;
  /**
   * Hands one message over. `beforeHandOver` is awaited immediately before the point after which the provider may
   * have accepted it (SMTP: the final dot); when it resolves to false nothing is handed over (`withdrawn`).
   */
  readonly send: (message: Outgoing<Content>, beforeHandOver: () => Promise<boolean>) => Promise<SendResult>;
  readonly health: (storeId: StoreId) => ChannelHealth;
  readonly close: () => Promise<void>;
};

export type Outgoing<Content> = {
  readonly messageId: MessageId;
  readonly storeId: StoreId;
  readonly to: string;
  readonly content: Content;
};

export type SendResult =
  | { readonly kind: 'accepted'; readonly providerId: string }
  | { readonly kind: 'withdrawn' }
  /** Nothing was handed over; the same message may be tried again. */
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs: number | null }
  /** This recipient or message will never be taken. `suppress`: the address does not exist. */
  | { readonly kind: 'refused'; readonly reason: string; readonly suppress: boolean }
  /**
   * The channel itself is the cause (login, configuration, policy): it is paused with an alarm, for this store until
   * `untilMs` (milliseconds since 1970). Nothing was handed over.
   */
  | { readonly kind: 'channel_down'; readonly reason: string; readonly untilMs: number }
  /** Handed over, no answer: never blindly sent again. */
  | { readonly kind: 'uncertain'; readonly reason: string };

export type ChannelHealth =
  | { readonly kind: 'up' }
  | { readonly kind: 'down'; readonly reason: string; readonly until: Date };

/** What an e-mail consists of; everything is written out, nothing is looked up while sending. */
export type EmailContent = {
  readonly from: { readonly name: string | null; readonly address: string };
  readonly replyTo: string | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** One per message, the same in every attempt. */
  readonly messageIdHeader: string;
  /** RFC 8058; null on transactional mail. */
  readonly unsubscribeUrl: string | null;
  /** VERP return path; null: the from address. */
  readonly returnPath: string | null;
  readonly language: string;
};

/** What a shop's own program is told, as it goes out. */
export type WebhookContent = {
  readonly cartId: CartId;
  /** JSON. */
  readonly body: string;
};

/** The channels of a server. One that is left out cannot send. */
export type Channels = {
  readonly email?: ChannelPort<EmailContent>;
  readonly webhook?: ChannelPort<WebhookContent>;
};

/** A message written out for its channel. */
export type MessageContent =
  | { readonly channel: 'email'; readonly email: EmailContent }
  | { readonly channel: 'webhook'; readonly webhook: WebhookContent };
