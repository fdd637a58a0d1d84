import type { PastCart, PastOrder } from '../core/decide/past.ts';
import { shopperZone } from '../core/decide/shopper-zone.ts';
import { suspectedBot } from '../core/decide/suspected-bot.ts';
import type { Settings } from '../core/flows/settings.ts';
import type { StoredCart } from '../ports/store/carts.ts';
import type { Consent } from '../ports/store/consents.ts';
import type { StoredOrder } from '../ports/store/orders.ts';
import { channelFact, countryOfPhone, orderFact } from './snapshot-facts.ts';
import type { Row } from './tables/tables.ts';

/** What stands around the carts of one shopper. */
export type Around = {
  readonly shopper: Row<'shoppers'>;
  readonly ordersOf: (cart: StoredCart, keys: Keys) => readonly StoredOrder[];
  readonly consentsOf: (key: string) => readonly Consent[];
  readonly settings: Settings;
};

export type Keys = { readonly email: string | null; readonly phone: string | null };

/** The carts of one shopper as the past is told from. Stock is known of today only, so none is taken as sold out. */
export const pastCarts = (carts: readonly StoredCart[], around: Around): readonly PastCart[] => {
  const startedAt = carts.map((cart) => cart.startedAt);
  return carts.map((cart) => pastCart(cart, around, startedAt));
};

const pastCart = (cart: StoredCart, around: Around, startedAt: readonly Date[]): PastCart => {
  const { shopper: told, settings } = around;
  const email = cart.email ?? told.email;
  const phone = cart.phone ?? told.phone;
  const country = cart.country ?? told.country ?? countryOfPhone(phone);
  const keys: Keys = {
    email: cart.email === null ? told.emailKey : cart.emailKey,
    phone: cart.phone === null ? told.phoneKey : cart.phoneKey,
  };
  const consents = [keys.email, keys.phone].flatMap((key) => (key === null ? [] : around.consentsOf(key)));
  return {
    cart: withEverythingInStock(cart),
    orders: pastOrders(cart, keys, around),
    shopper: {
      id: told.id,
      registered: cart.registered ?? told.registered,
      country,
      locale: cart.locale ?? told.locale,
      timeZone: shopperZone({ country, phone, storeZone: settings.timeZone }),
      suspectedBot: told.trustedAt === null ? suspectedBot(email, startedAt) : null,
      holdoutBefore: null,
    },
    channels: {
      email: channelFact('email', email, { key: keys.email, consents, suppressions: [] }),
      whatsapp: channelFact('whatsapp', phone, { key: keys.phone, consents, suppressions: [] }),
    },
  };
};

const withEverythingInStock = (cart: StoredCart): StoredCart => {
  const { contents } = cart.registers;
  if (contents === null || contents.value.lines.every(({ available }) => available !== false)) return cart;
  const lines = contents.value.lines.map((line) => ({ ...line, available: null }));
  return {
    ...cart,
    registers: { ...cart.registers, contents: { ...contents, value: { ...contents.value, lines } } },
  };
};

const pastOrders = (cart: StoredCart, keys: Keys, { ordersOf, settings }: Around): readonly PastOrder[] => {
  const orders = ordersOf(cart, keys);
  if (orders.length === 0) return [];
  const productIds = (cart.registers.contents?.value.lines ?? []).flatMap(({ productId }) => productId ?? []);
  const matched = { productIds, horizonMs: settings.recoveryHorizonMs, settings, own: null };
  return orders.map((order) => ({
    fact: orderFact(order, cart, matched),
    changedAt: 'at' in order.meaning ? order.meaning.at : null,
    meantBefore: order.moneyAuthorized ? 'bought' : 'pending',
    test: order.snapshot.test,
  }));
};
