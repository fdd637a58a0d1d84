import type { StoredCart } from '../ports/store/carts.ts';
import { readRegisters, writeRegisters } from './cart-registers.ts';
import type { Row } from './tables/tables.ts';

/** A cart as its row holds it, without the sealed link. */
export const cartToRow = (cart: StoredCart): Omit<Row<'carts'>, 'returnUrlEnc'> => {
  const { registers, total, ...rest } = cart;
  return {
    ...rest,
    registers: writeRegisters(registers),
    currency: currencyOf(cart),
    totalMinor: total?.minor ?? null,
  };
};

export const currencyOf = ({ total, registers }: StoredCart): string | null =>
  total?.currency ?? registers.contents?.value.currency ?? null;

export const rowToCart = (row: Omit<Row<'carts'>, 'returnUrlEnc'>): StoredCart => {
  const { registers, currency, totalMinor, ...rest } = row;
  return {
    ...rest,
    registers: readRegisters(registers),
    total: totalMinor === null || currency === null ? null : { minor: totalMinor, currency },
  };
};
