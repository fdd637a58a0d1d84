import { areQuiet } from '../../core/decide/quiet-hours-seen.ts';
import { purposeOf } from '../../core/words/vocabulary.ts';
import type { OrderOfRecipient, SentAttempt, SentMessage } from '../../ports/store/audit.ts';

/** An order may be stamped a little before the cart that led to it. */
const BEFORE_START_MS = 5 * 60_000;

/**
 * True for marketing whose provider call began when we, or the platform's list, knew of an order of that shopper:
 * placed since the cart's start, or so shortly before the call that the store lets its buyers rest.
 */
export const wentToBuyer = (
  message: SentMessage,
  orders: readonly OrderOfRecipient[],
  coolOffMs: number,
): boolean =>
  isMarketing(message) &&
  orders.some(
    (order) =>
      wasBought(order, message.sentAt) &&
      wasKnown(order, message.sentAt) &&
      concerns(order, new Date(message.sentAt.getTime() - coolOffMs)),
  );

/** Who writes by hand was asked whether to. */
const isMarketing = ({ flow, byHand }: SentMessage): boolean =>
  !byHand && (flow === null || purposeOf(flow) === 'marketing');

/** What was paid and cancelled or refunded later had been bought at the time. */
const wasBought = ({ meaning, meaningAt, moneyAuthorized }: OrderOfRecipient, at: Date): boolean =>
  meaning === 'bought' ||
  ((meaning === 'cancelled' || meaning === 'refunded') &&
    moneyAuthorized &&
    meaningAt !== null &&
    meaningAt > at);

/** From the moment it is placed an order stands in the platform's list; a clock that is ahead stamps it later. */
const wasKnown = ({ placedAt, firstSeenAt }: OrderOfRecipient, at: Date): boolean =>
  placedAt < at || firstSeenAt < at;

const concerns = (order: OrderOfRecipient, restsSince: Date): boolean =>
  order.placedAt >= restsSince || isOfCart(order) || placedSinceStart(order);

const isOfCart = ({ cartId, cartOrderId, orderCartId, orderId }: OrderOfRecipient): boolean =>
  orderCartId === cartId || cartOrderId === orderId;

/** Renewals, point-of-sale and marketplace orders say nothing about a cart that they do not name. */
const placedSinceStart = ({ origin, placedAt, cartStartedAt }: OrderOfRecipient): boolean =>
  origin === 'storefront' && placedAt.getTime() >= cartStartedAt.getTime() - BEFORE_START_MS;

/** More than one provider call of the message was, or may have been, taken. */
export const wentTwice = (attempts: readonly SentAttempt[]): boolean => attempts.length > 1;

/** By the clock that its decision used, at the time of the call. */
export const wentInQuietHours = (attempts: readonly SentAttempt[]): boolean =>
  attempts.some(({ quietHours, startedAt }) => quietHours !== null && areQuiet(quietHours, startedAt));
