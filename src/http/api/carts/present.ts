import type { z } from 'zod';
import { abandonedAt, cartState } from '../../../core/cart/state.ts';
import { whatsappLink } from '../../../core/message/whatsapp-link.ts';
import type { CartId } from '../../../core/words/ids.ts';
import type { Channel } from '../../../core/words/vocabulary.ts';
import type { CartView, OrderView } from '../../../ports/store/cart-views.ts';
import type { ConnectedStore } from '../../../ports/store/stores.ts';
import type { KeyedSuppression } from '../../../ports/store/suppressions.ts';
import type { CART, CART_ORDER } from '../../contract/carts.ts';
import { presentMessage } from '../messages/present.ts';
import { writeInstant, writeInstantOrNull, writeMoneyJson } from '../write.ts';

/** What a cart is shown with, the same for all of a page. */
export type CartSetting = {
  readonly store: ConnectedStore;
  readonly now: Date;
  readonly returnUrlOf: (id: CartId) => string;
  readonly suppressions: readonly KeyedSuppression[];
};

export const presentCart = (view: CartView, setting: CartSetting): z.input<typeof CART> => {
  const { store, now } = setting;
  return {
    id: view.id,
    platform: store.platform,
    externalId: view.externalId,
    state: cartState(view, store.settings, now),
    closedReason: view.closedReason,
    redacted: view.redacted,
    shopper: presentShopper(view),
    lines: presentLines(view),
    total: view.total === null ? null : writeMoneyJson(view.total),
    startedAt: writeInstant(view.startedAt),
    lastActivityAt: writeInstant(view.lastActivityAt),
    abandonedAt: writeInstant(abandonedAt(view, store.settings)),
    ...presentReach(view, setting),
    messages: view.messages.map(presentMessage),
    order: view.order === null ? null : presentOrder(view.order),
    holdout: view.holdout,
    credit: view.credit === null ? null : { kind: view.credit.kind, messageId: view.credit.messageId },
  };
};

export const presentShopper = (view: CartView) => ({
  id: view.shopperId,
  name: view.name,
  email: view.email,
  phone: view.phone,
  registered: view.registered,
  locale: view.locale,
});

const presentLines = ({ contents }: CartView) =>
  (contents?.lines ?? []).map((line) => ({
    productId: line.productId,
    variantId: line.variantId,
    title: line.title,
    quantity: line.quantity,
    unitPrice: writeMoneyJson(line.unitPrice),
    imageUrl: line.imageUrl,
    url: line.url,
    available: line.available,
  }));

/** How the shopper can be written to, and the link to give him: always our own, never the platform's. */
const presentReach = (view: CartView, { store, returnUrlOf, suppressions }: CartSetting) => {
  const reachable = reachableBy(view, suppressions);
  const returnUrl = view.redacted ? null : returnUrlOf(view.id);
  return {
    reachable,
    returnUrl,
    whatsappUrl: reachable.includes('whatsapp')
      ? whatsappLink({
          ...view,
          returnUrl,
          store: { name: store.name, locale: store.settings.locale },
        })
      : null,
  };
};

/** Channels with an address that neither refused nor opted out. */
export const reachableBy = (view: CartView, suppressions: readonly KeyedSuppression[]): Channel[] => {
  const isOut = (key: string, channel: 'email' | 'whatsapp'): boolean =>
    view.refused.includes(channel) ||
    suppressions.some((one) => one.key === key && (one.channel === channel || one.channel === 'all'));
  const channels: Channel[] = [];
  if (view.emailKey !== null && !isOut(view.emailKey, 'email')) channels.push('email');
  if (view.phoneKey !== null && !isOut(view.phoneKey, 'whatsapp')) channels.push('whatsapp');
  return channels;
};

const presentOrder = (order: OrderView): z.input<typeof CART_ORDER> => ({
  id: order.id,
  number: order.number,
  paymentState: order.paymentState,
  fulfilmentState: order.fulfilmentState,
  total: writeMoneyJson(order.total),
  placedAt: writeInstant(order.placedAt),
  cancelledAt: writeInstantOrNull(order.cancelledAt),
  test: order.test,
});
