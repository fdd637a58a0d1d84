import type { Credit, OrderMeaning } from '../../core/order/order.ts';
import { subjectOf } from '../../core/results/click.ts';
import type { Subject } from '../../core/results/click.ts';
import { deltasOf, isSameShare, shareOf } from '../../core/results/contribution.ts';
import type { Contribution, Share } from '../../core/results/contribution.ts';
import { creditOf, revenueOf } from '../../core/results/credit.ts';
import type { CreditMessage } from '../../core/results/credit.ts';
import { LINK_VALID_MS } from '../../core/message/link.ts';
import type { CartId, StoreId } from '../../core/words/ids.ts';
import type { Clicks } from '../../ports/store/clicks.ts';
import type { CartToCredit, Credits, OrderToCredit, StoredContribution } from '../../ports/store/credits.ts';
import type { Reports } from '../../ports/store/reports.ts';
import type { Write } from '../../ports/store/write.ts';

export type CreditParts = {
  readonly credits: Pick<Credits, 'messagesFor' | 'contribution' | 'saveContribution'>;
  readonly clicks: Pick<Clicks, 'ofSubjects' | 'revisions' | 'relyOn'>;
  readonly reports: Pick<Reports, 'add'>;
};

export type CreditRequest = {
  readonly order: OrderToCredit;
  readonly meaning: OrderMeaning['kind'];
  /** The carts that the order ends, by matching. */
  readonly carts: readonly CartToCredit[];
  readonly store: { readonly timeZone: string; readonly attributionWindowMs: number };
};

export type CreditAnswer = {
  readonly credit: Credit | null;
  /** The cart that is `recovered` by this order; null without a click or coupon (`assisted` recovers nothing). */
  readonly cartId: CartId | null;
  /**
   * To be committed with the order's own. They conflict when the evidence or the order's contribution changed in the
   * meantime: then read and ask again.
   */
  readonly writes: readonly Write[];
};

/**
 * Which message an order is credited to, and what that changes in the reports: exactly what it added before is taken
 * back. Asking again, for the same order, changes nothing.
 */
export const createCreditOrder =
  ({ credits, clicks, reports }: CreditParts) =>
  async ({ order, meaning, carts, store }: CreditRequest): Promise<CreditAnswer> => {
    const { id: orderId, storeId, snapshot } = order;
    const known = await credits.contribution(storeId, orderId);
    const messages = await credits.messagesFor({
      storeId,
      cartIds: carts.map(({ id }) => id),
      shopperIds: existing([...carts.map(({ shopperId }) => shopperId), order.shopperId]),
      sentSince: new Date(snapshot.placedAt.getTime() - LINK_VALID_MS - store.attributionWindowMs),
    });
    if (messages.length === 0 && known === null) return { credit: null, cartId: null, writes: [] };

    const subjects = [...new Set(messages.map(subjectOf))].toSorted();
    const revisions = await clicks.revisions(storeId, subjects);
    const boughtAt = known?.boughtAt ?? snapshot.updatedAt;
    const credit = creditOf({
      order: { ...snapshot, id: orderId, boughtAt },
      meaning,
      cartIds: carts.map(({ id }) => id),
      messages,
      clicks: await clicks.ofSubjects(storeId, subjects),
      windowMs: store.attributionWindowMs,
    });
    const message = messages.find(({ id }) => id === credit?.messageId) ?? null;
    const share = newShare({ order, credit, message, store, before: known?.share ?? null });
    const contribution: Contribution = { storeId, orderId, boughtAt, share };
    const isConcerned = meaning === 'bought' || known !== null;
    return {
      credit,
      cartId: recoveredCart(credit, message, carts),
      writes: !isConcerned
        ? []
        : [
            ...subjects.map((subject) => reliance(storeId, subject, revisions)).map(clicks.relyOn),
            ...changes(contribution, known, { credits, reports }),
          ],
    };
  };

const existing = <Id>(ids: readonly (Id | null)[]): readonly Id[] => [
  ...new Set(ids.filter((id) => id !== null)),
];

const reliance = (storeId: StoreId, subject: Subject, revisions: ReadonlyMap<Subject, number | null>) => ({
  storeId,
  subject,
  revision: revisions.get(subject) ?? null,
  changes: false,
});

/** Test orders are credited, so that a trial shows how it works, and count nothing. */
const newShare = ({
  order: { snapshot },
  credit,
  message,
  store,
  before,
}: Pick<CreditRequest, 'order' | 'store'> & {
  readonly credit: Credit | null;
  readonly message: CreditMessage | null;
  readonly before: Share | null;
}): Share | null => {
  if (credit === null || message === null || snapshot.test) return null;
  const revenue = revenueOf(snapshot);
  return shareOf({ credit, message, placedAt: snapshot.placedAt, revenue, timeZone: store.timeZone, before });
};

/** Of several carts that one order ended, the one that the message was about. */
const recoveredCart = (
  credit: Credit | null,
  message: CreditMessage | null,
  carts: readonly CartToCredit[],
): CartId | null => {
  if (credit === null || credit.kind === 'assisted') return null;
  const ids = carts.map(({ id }) => id);
  return ids.find((id) => id === message?.cartId) ?? ids.toSorted().at(-1) ?? null;
};

const changes = (
  next: Contribution,
  known: StoredContribution | null,
  { credits, reports }: Pick<CreditParts, 'credits' | 'reports'>,
): readonly Write[] => {
  const before = known?.share ?? null;
  if (known !== null && isSameShare(before, next.share)) return [];
  return [
    credits.saveContribution(next, known?.revision ?? null),
    ...reports.add(deltasOf(next, before, next.share)),
  ];
};
