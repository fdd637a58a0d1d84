import type { Platform } from '../../core/words/vocabulary.ts';
import type { Adapter } from '../../ports/adapter.ts';
import type { Situation, Snapshots } from '../../ports/store/snapshots.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import { contextOf, type ContextParts } from '../adapter-context.ts';
import type { AskForCoupon } from './make-coupon.ts';

export type PlatformCouponParts = ContextParts & {
  readonly adapters: ReadonlyMap<Platform, Pick<Adapter, 'coupons'>>;
};

/** What the stores' platforms can do about coupons. */
export const createPlatformCoupons = (parts: PlatformCouponParts) => {
  const kindsOf = (platform: Platform) => parts.adapters.get(platform)?.coupons?.kinds ?? [];
  const knowing = (situation: Situation | null): Situation | null => {
    if (situation === null) return null;
    const store = { ...situation.snapshot.store, couponKinds: kindsOf(situation.store.platform) };
    return { ...situation, snapshot: { ...situation.snapshot, store } };
  };
  const askForCoupon: AskForCoupon = async (store: ConnectedStore, wanted) => {
    const coupons = parts.adapters.get(store.platform)?.coupons;
    if (coupons === undefined) return { kind: 'refused', reason: 'not_supported' };
    return coupons.create(wanted, await contextOf(parts, store));
  };
  return {
    kindsOf,
    askForCoupon,
    /** Decisions know what can be offered. */
    snapshots: ({ ofMessage, ofCart, ofOrder, ofShopper, unchanged }: Snapshots): Snapshots => ({
      unchanged,
      ofMessage: async (...given) => knowing(await ofMessage(...given)),
      ofCart: async (...given) => knowing(await ofCart(...given)),
      ofOrder: async (...given) => knowing(await ofOrder(...given)),
      ofShopper: async (...given) => knowing(await ofShopper(...given)),
    }),
  };
};
