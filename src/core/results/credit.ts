import type { Credit, OrderMeaning, OrderSnapshot } from '../order/order.ts';
import type { CartId, EpisodeId, MessageId, OrderId, ShopperId, StepId } from '../words/ids.ts';
import type { Money } from '../words/money.ts';
import type { RunKind, LinkChannel } from '../words/vocabulary.ts';
import { isHumanReturn } from './click.ts';
import type { Click } from './click.ts';

/** What credit needs to know of a message to the shopper of an order. */
export type CreditMessage = {
  readonly id: MessageId;
  readonly cartId: CartId;
  readonly shopperId: ShopperId | null;
  /** Null: by hand, outside of any episode. */
  readonly episodeId: EpisodeId | null;
  readonly flow: RunKind | null;
  readonly stepId: StepId | null;
  readonly channel: LinkChannel;
  /** When the provider call began; null while it did not. */
  readonly sentAt: Date | null;
  /** Null while not accepted, and for good where the outcome stayed unknown: then only a click proves that it came. */
  readonly acceptedAt: Date | null;
  /** When its episode opened; a message by hand counts on the day of its acceptance. */
  readonly openedAt: Date;
  /** The order that a pending payment's episode is about. */
  readonly aboutOrderId: OrderId | null;
  readonly couponCodes: readonly string[];
};

export type CreditOrder = Pick<OrderSnapshot, 'placedAt' | 'coupons' | 'origin'> & {
  readonly id: OrderId;
  /** When we first saw it bought; later than `placedAt` where payment took its time. */
  readonly boughtAt: Date;
};

export type CreditEvidence = {
  readonly order: CreditOrder;
  readonly meaning: OrderMeaning['kind'];
  /** The carts that the order ended, by matching. */
  readonly cartIds: readonly CartId[];
  /** To the shopper of the order or about its carts. */
  readonly messages: readonly CreditMessage[];
  readonly clicks: readonly Click[];
  /** How long before the order a click still counts. */
  readonly windowMs: number;
};

/**
 * Which message an order is credited to: that of the last human click within the window before it, else one whose
 * coupon it used, else the last accepted one, which is merely `assisted`. The same answer in whichever order the
 * evidence came to be known. Null for what is not bought, or no longer.
 */
export const creditOf = (evidence: CreditEvidence): Credit | null => {
  if (evidence.meaning !== 'bought') return null;
  const messages = evidence.messages.filter((message) => concernsOrder(message, evidence));
  return byClick(messages, evidence) ?? byCoupon(messages, evidence) ?? assisted(messages, evidence);
};

/**
 * A message about a cart speaks for the orders that end one of its shopper's carts; one about a payment for that
 * order; a reactivation or a campaign for whatever its shopper then buys in the shop.
 */
const concernsOrder = (message: CreditMessage, { order, cartIds }: CreditEvidence): boolean => {
  const from = message.acceptedAt ?? message.sentAt;
  if (from === null || from.getTime() >= latestOf(endOf(message, order))) return false;
  if (message.aboutOrderId !== null) return message.aboutOrderId === order.id;
  const isAboutShopper = message.flow === 'reactivation' || message.flow === 'campaign';
  if (isAboutShopper && order.origin === 'storefront') return true;
  return cartIds.length > 0;
};

/** Until when what a message did can have led to the order. A payment reminder works on an order already placed. */
const endOf = (message: CreditMessage, order: CreditOrder): Date =>
  message.aboutOrderId === order.id ? order.boughtAt : order.placedAt;

/** Platforms write whole seconds: an order's time may be that much too early. */
const CLOCK_GRAIN_MS = 1_000;

/** The first millisecond at which an order with that time was certainly placed. */
const latestOf = (placedAt: Date): number =>
  placedAt.getTime() + (placedAt.getTime() % CLOCK_GRAIN_MS === 0 ? CLOCK_GRAIN_MS : 1);

const byClick = (messages: readonly CreditMessage[], { order, clicks, windowMs }: CreditEvidence) => {
  const led = clicks.filter(isHumanReturn).flatMap((click) => {
    const message = messages.find(({ id }) => id === click.messageId);
    if (message === undefined) return [];
    const beforeMs = endOf(message, order).getTime() - click.at.getTime();
    return beforeMs >= -CLOCK_GRAIN_MS && beforeMs <= windowMs ? [click] : [];
  });
  const last = led.toSorted(latestFirst((click) => click.at))[0];
  return last?.messageId ? ({ kind: 'click', messageId: last.messageId } as const) : null;
};

const byCoupon = (messages: readonly CreditMessage[], { order }: CreditEvidence) => {
  const used = new Set(order.coupons.map(foldCode));
  const offered = messages
    .filter(wasAccepted)
    .filter(({ couponCodes }) => couponCodes.some((code) => used.has(foldCode(code))));
  const last = offered.toSorted(latestFirst(acceptance))[0];
  return last ? ({ kind: 'coupon', messageId: last.id } as const) : null;
};

/** Without any sign that it was read, a message about another cart of the shopper helps no longer than a click would. */
const assisted = (messages: readonly CreditMessage[], { order, cartIds, windowMs }: CreditEvidence) => {
  const near = messages
    .filter(wasAccepted)
    .filter(
      (message) =>
        cartIds.includes(message.cartId) ||
        endOf(message, order).getTime() - acceptance(message).getTime() <= windowMs,
    );
  const last = near.toSorted(latestFirst(acceptance))[0];
  return last ? ({ kind: 'assisted', messageId: last.id } as const) : null;
};

const foldCode = (code: string): string => code.trim().toLowerCase();

const wasAccepted = ({ acceptedAt }: CreditMessage): boolean => acceptedAt !== null;

const acceptance = ({ acceptedAt }: CreditMessage): Date => acceptedAt ?? new Date(0);

/** At the same instant the greater id wins, so that the answer does not hang on the order of rows. */
const latestFirst =
  <Item extends { readonly id: string }>(instantOf: (item: Item) => Date) =>
  (one: Item, other: Item): number =>
    instantOf(other).getTime() - instantOf(one).getTime() || (one.id < other.id ? 1 : -1);

/**
 * What an order brought, in the store's currency: paid minus refunded. Nothing while unpaid, except what is due
 * later (cash on delivery, invoice), which counts when placed where its total is in that currency. Test orders
 * bring nothing.
 */
export const revenueOf = ({
  netPaid,
  total,
  paymentState,
  test,
}: Pick<OrderSnapshot, 'netPaid' | 'total' | 'paymentState' | 'test'>): Money => {
  const counts = paymentState === 'due_later' && netPaid.minor === 0 && total.currency === netPaid.currency;
  const minor = test ? 0 : Math.max((counts ? total : netPaid).minor, 0);
  return { minor, currency: netPaid.currency };
};
