import type { CreditMessage } from '../../core/results/credit.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { CreditedOrder, Credits } from '../../ports/store/credits.ts';
import { recoveredEventId } from '../../core/webhooks/event-id.ts';
import type { OutboundWebhooks } from '../../ports/store/outbound-webhooks.ts';
import type { Commit, Write } from '../../ports/store/write.ts';
import type { CreditAnswer, CreditRequest } from './credit-order.ts';

export type RecreditParts = {
  readonly credits: Pick<Credits, 'ordersNear' | 'order' | 'saveCredit'>;
  readonly creditOrder: (request: CreditRequest) => Promise<CreditAnswer>;
  readonly outboundWebhooks: Pick<OutboundWebhooks, 'told'>;
  readonly commit: Commit;
};

export type Recredit = (clicked: {
  readonly storeId: StoreId;
  readonly message: CreditMessage;
  /** The first of the clicks that came or changed. */
  readonly since: Date;
  readonly store: CreditRequest['store'];
}) => Promise<void>;

/**
 * Computes credit again after a click came, or turned out to be a machine's: for orders that were known before the
 * click was, and for those credited to its message.
 */
export const createRecreditAfterClick =
  ({ credits, creditOrder, outboundWebhooks, commit }: RecreditParts): Recredit =>
  async ({ storeId, message, since, store }) => {
    const recredit = async (near: CreditedOrder): Promise<boolean> => {
      const answer = await creditOrder({ ...near, store });
      if (isSame(near, answer)) return true;
      const outcome = await commit([
        ...answer.writes,
        ...credits.saveCredit(near, answer),
        ...recovered(near, answer, { outboundWebhooks, at: since }),
      ]);
      return outcome === 'committed';
    };

    for (const near of await credits.ordersNear({ storeId, message, since })) {
      let current: CreditedOrder | null = near;
      for (let attempt = 1; current !== null && attempt <= MOST_ATTEMPTS; attempt += 1) {
        if (await recredit(current)) break;
        current = await credits.order(storeId, near.order.id);
      }
    }
  };

/** A cart that its order bought before we knew of the click is told of when it turns out to be recovered. */
const recovered = (
  { order }: CreditedOrder,
  { cartId }: CreditAnswer,
  { outboundWebhooks, at }: Pick<RecreditParts, 'outboundWebhooks'> & { readonly at: Date },
): readonly Write[] => {
  if (cartId === null || cartId === order.cartId) return [];
  const { id: orderId, storeId } = order;
  const eventId = recoveredEventId(cartId, orderId);
  return [outboundWebhooks.told({ storeId, event: 'cart.recovered', eventId, cartId, orderId, at })];
};

/** Each conflict means that somebody else changed the same order or evidence, and is done with it. */
const MOST_ATTEMPTS = 10;

const isSame = ({ order }: CreditedOrder, { credit, cartId }: CreditAnswer): boolean =>
  order.cartId === cartId &&
  order.credit?.kind === credit?.kind &&
  order.credit?.messageId === credit?.messageId;
