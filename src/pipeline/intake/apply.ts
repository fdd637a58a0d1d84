import type { RedactionObservation } from '../../core/cart/observation.ts';
import type { ToldAt } from './apply-all.ts';
import { applyCart } from './apply-cart.ts';
import { applyConsent } from './apply-consent.ts';
import { applyDataRequest } from './apply-data-request.ts';
import { applyOrder } from './apply-order.ts';
import { applyStore } from './apply-store.ts';
import type { Unit } from './unit.ts';

/** Lets one observation take effect in a unit of work. `receivedAt` bounds the times that it names. */
export const applyObservation = async (
  unit: Unit,
  { told, receivedAt, deliveryId }: ToldAt,
): Promise<void> => {
  switch (told.kind) {
    case 'cart':
    case 'cart_removed':
      return applyCart(unit, told, receivedAt);
    case 'order':
      return applyOrder(unit, told, receivedAt);
    case 'consent':
      return applyConsent(unit, told);
    case 'redaction':
      return applyRedaction(unit, told, deliveryId);
    case 'store':
      return applyStore(unit, told);
    case 'data_request':
      return applyDataRequest(unit, told);
  }
};

/** Erasing takes effect at once, in steps of its own, before the delivery that asks for it counts as processed. */
const applyRedaction = async (
  { parts, store, people }: Unit,
  told: RedactionObservation,
  askedBy: ToldAt['deliveryId'],
): Promise<void> => {
  if (told.scope === 'store') {
    await parts.eraseStore(store.id, told.at);
    return;
  }
  const { emailKey, phoneKey } = people.read(told.contact, null);
  const account = told.customerId === null ? [] : [told.customerId];
  const cartIds = told.cartIds ?? [];
  const known = [
    ...(account.length === 0 ? [] : await parts.store.shoppers.byCustomerIds(store.id, account)),
    ...(cartIds.length === 0 ? [] : await parts.store.carts.byExternalIds(store.id, cartIds)),
  ];
  const keysOf = (name: 'emailKey' | 'phoneKey', own: string | null) =>
    [...new Set([own, ...known.map((shopper) => shopper[name])])].filter((key) => key !== null);
  await parts.eraseShopper({
    storeId: store.id,
    emailKeys: keysOf('emailKey', emailKey),
    phoneKeys: keysOf('phoneKey', phoneKey),
    orderIds: told.orderIds,
    cartIds,
    customerIds: account,
    at: told.at,
    ...(askedBy === undefined ? {} : { askedBy }),
  });
};
