import type { CartId, MessageId, StoreId } from '../../core/words/ids.ts';
import type { Write } from './write.ts';

/** What a person of the store wrote to one shopper; its way is that of the message of the same id. */
export type HandWritten = {
  readonly messageId: MessageId;
  readonly storeId: StoreId;
  readonly cartId: CartId;
  /** Both Liquid. */
  readonly subject: string;
  readonly text: string;
  readonly couponCode: string | null;
  /** Written although the shopper bought, or is of the control group. */
  readonly confirmed: boolean;
  /** By which a repeated request is known; null where it brought no key. */
  readonly requestKey: string | null;
};

export type HandWrittenTexts = {
  /** `conflict` when a request of this key was written before. */
  readonly written: (text: HandWritten) => Write;
  readonly find: (messageId: MessageId) => Promise<HandWritten | null>;
  readonly byRequest: (storeId: StoreId, requestKey: string) => Promise<HandWritten | null>;
};
