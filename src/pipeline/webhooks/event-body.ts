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

export type EventBody =
  | { readonly kind: 'told'; readonly body: string }
  /** `credit_taken_back`: should it come back while the call waits, it is told then. */
  | { readonly kind: 'nothing'; readonly reason: 'erased' | 'credit_taken_back' };

/**
 * What a call tells, read when it goes out: nothing of a person waits in the queue, a repetition tells the newest, and
 * what is no longer true is not told.
 */
export const createEventBody =
  ({ store, manualUrls }: EventBodyParts) =>
  async (call: WebhookCall): Promise<EventBody> => {
    const [view] = await store.cartViews.byIds(call.storeId, [call.cartId]);
    if (view === undefined || view.redacted) return { kind: 'nothing', reason: 'erased' };
    if (call.event === 'cart.recovered' && !isRecoveredBy(view, call))
      return { kind: 'nothing', reason: 'credit_taken_back' };
    const returnUrl = (await manualUrls(call.storeId))(view.id);
    const data = { cart: cartTold(view), shopper: shopperTold(view), returnUrl, ...orderTold(call, view) };
    const body = JSON.stringify({ type: call.event, timestamp: call.at.toISOString(), data });
    return { kind: 'told', body };
  };

const isRecoveredBy = ({ state, order }: CartView, { orderId }: WebhookCall): boolean =>
  state === 'recovered' && order?.id === orderId;

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
