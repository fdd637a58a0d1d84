import { cartTold, moneyTold } from '../../core/webhooks/cart-told.ts';
import type { CartId, StoreId } from '../../core/words/ids.ts';
import type { CartView } from '../../ports/store/cart-views.ts';
import type { WebhookCall } from '../../ports/store/outbound-webhooks.ts';
import type { Store } from '../../ports/store/store.ts';

export type EventBodyParts = {
  readonly store: Pick<Store, 'cartViews'>;
  /** Our own return link of a cart, for a person of the store to pass on. */
  readonly manualUrls: (storeId: StoreId) => Promise<(cartId: CartId) => string>;
};

/**
 * What a call tells, read when it goes out: nothing of a person waits in the queue, and a repetition tells the newest.
 * Null when the cart is gone or was erased.
 */
export const createEventBody =
  ({ store, manualUrls }: EventBodyParts) =>
  async (call: WebhookCall): Promise<string | null> => {
    const [view] = await store.cartViews.byIds(call.storeId, [call.cartId]);
    if (view === undefined || view.redacted) return null;
    const returnUrl = (await manualUrls(call.storeId))(view.id);
    return JSON.stringify({
      type: call.event,
      timestamp: call.at.toISOString(),
      data: { cart: cartTold(view), shopper: shopperTold(view), returnUrl, ...orderTold(call, view) },
    });
  };

const shopperTold = ({ shopperId, name, email, phone, locale, registered }: CartView) => ({
  id: shopperId,
  name,
  email,
  phone,
  locale,
  registered,
});

const orderTold = ({ event }: WebhookCall, { order, credit }: CartView) =>
  event !== 'cart.recovered' || order === null
    ? {}
    : {
        order: {
          id: order.id,
          number: order.number,
          total: moneyTold(order.total),
          placedAt: order.placedAt.toISOString(),
          test: order.test,
        },
        credit: credit === null ? null : { kind: credit.kind, messageId: credit.messageId },
      };
