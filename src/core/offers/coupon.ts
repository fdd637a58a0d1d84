import type { Offer } from '../flows/flow.ts';
import type {
  CartId,
  CouponId,
  EpisodeId,
  MessageId,
  OrderId,
  RandomBytes,
  ShopperId,
  StepId,
  StoreId,
} from '../words/ids.ts';
import type { RunKind } from '../words/vocabulary.ts';

/** An offer as it was given to somebody: with a code made for them alone, with the merchant's own, or in words. */
export type Coupon = {
  readonly id: CouponId;
  readonly storeId: StoreId;
  /** What it was made for, once: a step of a run, or a wish of a person of the store. */
  readonly subject: string;
  /** Null: made by hand. */
  readonly episodeId: EpisodeId | null;
  readonly flow: RunKind | null;
  readonly stepId: StepId | null;
  /** The cart and the shopper it last went to; null once they were erased. */
  readonly cartId: CartId | null;
  readonly shopperId: ShopperId | null;
  readonly type: Offer['type'];
  readonly value: string | null;
  readonly text: string | null;
  /** Of an amount: the store's currency when it was made. */
  readonly currency: string | null;
  readonly minimumMinor: number | null;
  readonly minimumCurrency: string | null;
  /** Null for a benefit in words alone. */
  readonly code: string | null;
  /** Made at the platform for one order; false for a code of the merchant's own. */
  readonly singleUse: boolean;
  readonly state: 'wanted' | 'made' | 'refused';
  readonly reason: string | null;
  /** Calls begun to make it. */
  readonly tries: number;
  /** While the platform does not answer: when it is asked again. */
  readonly retryAt: Date | null;
  readonly externalId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  /** When a message with it was handed over first. */
  readonly handedAt: Date | null;
  readonly messageId: MessageId | null;
  /** The order that used it. */
  readonly orderId: OrderId | null;
};

/** Every step of a run has one coupon, whatever becomes of its message. */
export const subjectOfStep = (episodeId: EpisodeId, stepId: StepId): string => `${episodeId}/${stepId}`;

/** Without letters and digits that people take for one another. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/** A code that nobody guesses and that can be read out: ten characters, 49 random bits. */
export const newCode = (randomBytes: RandomBytes): string => {
  let code = '';
  while (code.length < LENGTH) {
    for (const byte of randomBytes(LENGTH)) {
      // 240 is 8 × 30: the bytes above it would make some letters likelier.
      if (byte < 240 && code.length < LENGTH) code += LETTERS.charAt(byte % LETTERS.length);
    }
  }
  return code;
};

/** Shops write codes as they like; they mean the same. */
export const foldCode = (code: string): string => code.trim().toLowerCase();
