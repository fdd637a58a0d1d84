import type { Credit } from '../order/order.ts';
import type { OrderId, StepId, StoreId } from '../words/ids.ts';
import type { Money } from '../words/money.ts';
import type { RunKind, LinkChannel } from '../words/vocabulary.ts';
import type { CreditMessage } from './credit.ts';
import { dayOf } from './day.ts';
import { mergeDeltas, negated } from './funnel.ts';
import type { Basis, DailyDelta } from './funnel.ts';

/**
 * What one order has added to the reports, kept so that exactly that can be taken back. An order has one at most:
 * hence credited revenue never exceeds what the store took.
 */
export type Contribution = {
  readonly storeId: StoreId;
  readonly orderId: OrderId;
  /** When we first saw the order bought; the end of what a payment reminder can be credited with. */
  readonly boughtAt: Date;
  /** Null: nothing is counted (no credit, taken back, or a test order). */
  readonly share: Share | null;
};

export type Share = {
  readonly credit: Credit;
  readonly flow: RunKind | null;
  readonly stepId: StepId | null;
  readonly channel: LinkChannel;
  /** Days in the store's zone as it was when first counted: a zone changed later moves nothing. */
  readonly episodeDay: string;
  readonly orderDay: string;
  readonly revenue: Money;
};

/** The share of an order credited to `message`; days stay where an earlier share of the same message put them. */
export const shareOf = ({
  credit,
  message,
  placedAt,
  revenue,
  timeZone,
  before,
}: {
  readonly credit: Credit;
  readonly message: CreditMessage;
  readonly placedAt: Date;
  readonly revenue: Money;
  readonly timeZone: string;
  readonly before: Share | null;
}): Share => ({
  credit,
  flow: message.flow,
  stepId: message.stepId,
  channel: message.channel,
  episodeDay: before?.credit.messageId === message.id ? before.episodeDay : dayOf(message.openedAt, timeZone),
  orderDay: before?.orderDay ?? dayOf(placedAt, timeZone),
  revenue,
});

/** What to add to the roll-ups when an order's share changes; nothing where it stays the same. */
export const deltasOf = (
  of: Pick<Contribution, 'storeId'>,
  before: Share | null,
  after: Share | null,
): readonly DailyDelta[] =>
  mergeDeltas([
    ...(before === null ? [] : rowsOf(of, before).map(negated)),
    ...(after === null ? [] : rowsOf(of, after)),
  ]);

const rowsOf = ({ storeId }: Pick<Contribution, 'storeId'>, share: Share): DailyDelta[] =>
  (['episode', 'order'] as const).map((basis: Basis) => ({
    storeId,
    basis,
    day: basis === 'episode' ? share.episodeDay : share.orderDay,
    flow: share.flow ?? '',
    stepId: share.stepId ?? '',
    channel: share.channel,
    currency: share.revenue.currency,
    ...(share.credit.kind === 'assisted'
      ? { counts: { assisted: 1 }, revenueMinor: 0 }
      : { counts: { recovered: 1 }, revenueMinor: share.revenue.minor }),
  }));

export const isSameShare = (one: Share | null, other: Share | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
