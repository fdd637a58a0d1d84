import type { CartContents } from '../cart/cart.ts';
import { writeDecimal, type Money } from '../words/money.ts';

/** A cart as events tell it: the members that the API calls the same. */
export const cartTold = ({
  id,
  externalId,
  contents,
  startedAt,
  lastActivityAt,
}: {
  readonly id: string;
  readonly externalId: string;
  readonly contents: CartContents | null;
  readonly startedAt: Date;
  readonly lastActivityAt: Date;
}) => ({
  id,
  externalId,
  total: moneyTold(contents?.total ?? null),
  currency: contents?.currency ?? null,
  lines: (contents?.lines ?? []).map((line) => ({
    productId: line.productId,
    variantId: line.variantId,
    title: line.title,
    quantity: line.quantity,
    unitPrice: moneyTold(line.unitPrice),
    imageUrl: line.imageUrl,
    url: line.url,
    available: line.available,
  })),
  startedAt: startedAt.toISOString(),
  lastActivityAt: lastActivityAt.toISOString(),
});

export const moneyTold = (money: Money | null) =>
  money === null ? null : { amount: writeDecimal(money), currency: money.currency };
