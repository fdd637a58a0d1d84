import type { Cart } from './cart.ts';
import type { Settings } from '../flows/settings.ts';
import type { CartState } from '../words/vocabulary.ts';

/** What the shown state is made from; a row of a list is enough. */
export type CartFacts = Pick<Cart, 'state' | 'emailKey' | 'phoneKey' | 'lastActivityAt' | 'lapsedAt'>;

/** The state of a cart at `now`, by the table of states: the first that holds. */
export const cartState = (
  cart: CartFacts,
  settings: Pick<Settings, 'abandonedAfterMs' | 'recoveryHorizonMs'>,
  now: Date,
): CartState => {
  if (cart.state !== 'open') return cart.state;
  if (now < abandonedAt(cart, settings)) return 'active';
  if (now.getTime() >= cart.lastActivityAt.getTime() + settings.recoveryHorizonMs) return 'expired';
  return cart.emailKey === null && cart.phoneKey === null ? 'anonymous' : 'abandoned';
};

/** From when on a cart counts as abandoned: the lapse of its order, else some silence after the last activity. */
export const abandonedAt = (
  cart: Pick<Cart, 'lastActivityAt' | 'lapsedAt'>,
  settings: Pick<Settings, 'abandonedAfterMs'>,
): Date => cart.lapsedAt ?? new Date(cart.lastActivityAt.getTime() + settings.abandonedAfterMs);
