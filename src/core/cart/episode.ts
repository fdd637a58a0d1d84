import type { Episode } from '../decide/snapshot.ts';
import type { CartId, ShopperId } from '../words/ids.ts';

/** What becomes of a shopper's run when one of their carts is abandoned. */
export type Joining =
  | { readonly kind: 'open' }
  /** The run goes on with this cart and shopper; `younger` turned out to be the same shopper's and ends. */
  | { readonly kind: 'join'; readonly episode: Episode; readonly younger: Episode | null }
  /** This silence was dealt with before; only a later one opens a new run. */
  | { readonly kind: 'none' };

/**
 * Which run the newest cart of a shopper belongs to. The shopper may have one, and so may the cart, from when it was
 * taken for somebody else's: then the older one stays.
 */
export const joinEpisode = ({
  abandonedAt,
  ofShopper,
  ofCart,
}: {
  readonly abandonedAt: Date;
  readonly ofShopper: readonly Episode[];
  readonly ofCart: readonly Episode[];
}): Joining => {
  const open = openOnes([...ofShopper, ...ofCart]);
  const [episode, younger] = open;
  if (episode !== undefined) return { kind: 'join', episode, younger: younger ?? null };
  const known = [...ofShopper, ...ofCart].some(({ anchorAt }) => anchorAt >= abandonedAt);
  return known ? { kind: 'none' } : { kind: 'open' };
};

/** The oldest first, each once. */
const openOnes = (episodes: readonly Episode[]): readonly Episode[] =>
  [...new Map(episodes.map((episode) => [episode.id, episode])).values()]
    .filter(({ endedAt }) => endedAt === null)
    .toSorted(
      (one, other) => one.openedAt.getTime() - other.openedAt.getTime() || (one.id < other.id ? -1 : 1),
    );

/** True when nothing of the run would change by going on with this cart. */
export const isSettled = (
  episode: Episode,
  speaks: { readonly cartId: CartId; readonly shopperId: ShopperId; readonly anchorAt: Date },
): boolean =>
  episode.cartId === speaks.cartId &&
  episode.shopperId === speaks.shopperId &&
  episode.anchorAt.getTime() >= speaks.anchorAt.getTime();
