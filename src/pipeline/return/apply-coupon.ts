import type { Platform } from '../../core/words/vocabulary.ts';
import type { Adapter } from '../../ports/adapter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import { contextOf, type ContextParts } from '../adapter-context.ts';

export type ApplyCouponParts = Omit<ContextParts, 'now'> & {
  readonly adapters: ReadonlyMap<Platform, Pick<Adapter, 'coupons' | 'capabilities'>>;
  readonly clock: Clock;
};

export type ApplyCoupon = (asked: {
  readonly store: ConnectedStore;
  /** The cart's id at the platform. */
  readonly cartId: string;
  readonly code: string;
}) => Promise<void>;

/** A shopper waits for the shop meanwhile: the code stands in the message too. */
const PATIENCE_MS = 2_000;
const MOST_REMEMBERED = 10_000;

/**
 * Puts a link's coupon into the cart at the moment at which the link is opened, where the platform's link cannot carry
 * it. Never rejects and never keeps anybody for longer than a moment; whoever clicks again is sent on at once.
 */
export const createApplyCoupon = (parts: ApplyCouponParts): ApplyCoupon => {
  const done = new Set<string>();

  return async ({ store, cartId, code }) => {
    const adapter = parts.adapters.get(store.platform);
    const applyTo = adapter?.coupons?.applyTo;
    const key = `${store.id} ${cartId} ${code}`;
    if (applyTo === undefined || adapter?.capabilities.appliesCouponByLink === true || done.has(key)) return;
    const over = new AbortController();
    const applying = apply(parts, { store, run: (context) => applyTo({ cartId, code }, context) });
    const isOver = parts.clock.sleep(PATIENCE_MS, over.signal).then(() => 'too_late' as const);
    const outcome = await Promise.race([applying, isOver]);
    over.abort();
    if (outcome === 'applied' || outcome === 'refused') remember(done, key);
    if (outcome !== 'applied') parts.log.warn({ storeId: store.id, outcome }, 'coupon not put into the cart');
  };
};

type Applying = {
  readonly store: ConnectedStore;
  readonly run: (context: Awaited<ReturnType<typeof contextOf>>) => Promise<{ readonly kind: string }>;
};

const apply = async (parts: ApplyCouponParts, { store, run }: Applying): Promise<string> => {
  try {
    return (await run(await contextOf({ ...parts, now: parts.clock.now }, store))).kind;
  } catch {
    // Such as credentials that no key of ours opens. The words of such an error may hold a secret.
    return 'not_asked';
  }
};

const remember = (done: Set<string>, key: string): void => {
  if (done.size >= MOST_REMEMBERED) done.delete(done.values().next().value ?? '');
  done.add(key);
};
