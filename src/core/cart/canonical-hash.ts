import { hash } from 'node:crypto';
import type { CartContents } from './cart.ts';
import type { CartObservation, CartRemovalObservation } from './observation.ts';

/**
 * SHA-256 of what an observation says, however its object was put together; it breaks ties between observations of
 * the same moment. Members are listed by hand: several times faster than sorting keys.
 */
export const cartTie = (told: CartObservation | CartRemovalObservation): string =>
  sha256(
    JSON.stringify(
      told.kind === 'cart_removed'
        ? ['removed', told.externalId, told.seq, told.updatedAt.getTime()]
        : cartMembers(told),
    ),
  );

/** 32 hexadecimal digits of SHA-256: 128 bits tell any two observations of one thing apart. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex').slice(0, 32);

/** Twelve characters that tell values of one cart apart; not meant against somebody who seeks a collision. */
export const shortHash = (text: string): string => hash('sha256', text, 'base64url').slice(0, 12);

const cartMembers = (told: CartObservation): unknown => [
  told.externalId,
  told.seq,
  told.updatedAt.getTime(),
  told.startedAt?.getTime() ?? null,
  [told.contact.email, told.contact.phone, told.contact.name],
  [told.customer.externalId, told.customer.registered],
  [told.locale, told.country, told.returnUrl, told.completedAt?.getTime() ?? null],
  told.aliases,
  told.tags,
  told.contents === null ? null : contentsMembers(told.contents),
];

const contentsMembers = (contents: CartContents): unknown => [
  contents.currency,
  contents.subtotal?.minor ?? null,
  contents.total?.minor ?? null,
  contents.coupons,
  contents.lines.map((line) => [
    line.productId,
    line.variantId,
    line.sku,
    line.title,
    line.variantTitle,
    line.quantity,
    line.unitPrice.minor,
    line.imageUrl,
    line.url,
    line.available,
  ]),
];
