import type { CartContents, Line } from '../../src/core/cart/cart.ts';
import type { CartObservation, ConsentEvidence } from '../../src/core/cart/observation.ts';
import { moneyOf } from '../../src/core/words/tolerant.ts';
import type { StoreFacts } from '../../src/ports/adapter.ts';
import type { CartUpdated } from './events.ts';

type Cart = CartUpdated['cart'];

/** cart.updated: a snapshot of a cart of the shop's own. */
export const cartOf = ({ cart, occurredAt }: CartUpdated, store: StoreFacts): CartObservation => {
  const updatedAt = new Date(occurredAt);
  return {
    kind: 'cart',
    externalId: cart.id,
    aliases: [],
    seq: null,
    updatedAt,
    startedAt: cart.startedAt ? new Date(cart.startedAt) : null,
    contact: contactOf(cart),
    customer: customerOf(cart.customer),
    consent: evidenceOf(cart.consent, updatedAt),
    locale: cart.locale?.replaceAll('_', '-') ?? null,
    country: cart.country ?? null,
    contents: contentsOf(cart, store),
    returnUrl: cart.returnUrl ?? null,
    tags: cart.tags ?? [],
    completedAt: null,
  };
};

type Person = {
  email?: string | null | undefined;
  phone?: string | null | undefined;
  name?: string | null | undefined;
};

export const contactOf = ({ email, phone, name }: Person) => ({
  email: email?.trim() || null,
  phone: phone?.trim() || null,
  name: name?.trim() || null,
});

export const customerOf = (customer: Cart['customer']) => ({
  externalId: customer?.id ?? null,
  registered: customer?.registered ?? null,
});

/** `unknown` is no evidence. */
export const evidenceOf = (consent: Cart['consent'], at: Date): ConsentEvidence[] =>
  (['email', 'whatsapp', 'sms'] as const).flatMap((channel) => {
    const state = consent?.[channel];
    return state === 'in' || state === 'out'
      ? [{ channel, state, at, source: 'custom:event', wording: null }]
      : [];
  });

const contentsOf = (cart: Cart, store: StoreFacts): CartContents | null => {
  if (!cart.lines) return null;
  const currency = cart.currency ?? store.currency;
  return {
    currency,
    lines: cart.lines.map((line) => lineOf(line, currency)),
    subtotal: moneyOf(cart.subtotal, currency),
    total: moneyOf(cart.total, currency),
    coupons: cart.coupons ?? [],
  };
};

const lineOf = (line: NonNullable<Cart['lines']>[number], currency: string): Line => ({
  productId: line.productId ?? null,
  variantId: line.variantId ?? null,
  sku: line.sku ?? null,
  title: line.title,
  variantTitle: line.variantTitle ?? null,
  quantity: line.quantity,
  unitPrice: moneyOf(line.unitPrice, currency) ?? { minor: 0, currency },
  imageUrl: line.imageUrl ?? null,
  url: line.url ?? null,
  available: line.available ?? null,
});
