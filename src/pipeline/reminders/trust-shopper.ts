import type { ShopperId, StoreId } from '../../core/words/ids.ts';
import type { SpeakingCart } from '../../ports/store/episodes.ts';
import type { Write } from '../../ports/store/write.ts';
import { told, type ReminderParts } from './parts.ts';
import { planNext } from './plan-next.ts';

export type TrustShopper = (
  request: { readonly storeId: StoreId; readonly shopperId: ShopperId; readonly isTrusted: boolean },
  now: Date,
) => Promise<'done' | 'not_found'>;

type Parts = Pick<ReminderParts, 'randomBytes' | 'limits'> & {
  readonly store: ReminderParts['store'] & {
    readonly shoppers: { readonly trusted: (storeId: StoreId, id: ShopperId, at: Date | null) => Write };
  };
};

/**
 * A person of the store says that a shopper who looks like a program is none, or takes that back. The run that was
 * ended for it goes on with its next step; what was skipped meanwhile stays skipped.
 */
export const createTrustShopper =
  (parts: Parts): TrustShopper =>
  async ({ storeId, shopperId, isTrusted }, now) => {
    const trust = parts.store.shoppers.trusted(storeId, shopperId, isTrusted ? now : null);
    if ((await parts.store.commit([trust])) === 'conflict') return 'not_found';
    const [newest] = isTrusted ? await parts.store.episodes.speakingCarts(storeId, shopperId) : [];
    if (newest !== undefined) await goOn(parts, { storeId, newest, now });
    return 'done';
  };

/** A conflict means that the run was opened or changed by somebody else meanwhile, who knew of the trust. */
const goOn = async (
  parts: Parts,
  { storeId, newest, now }: { readonly storeId: StoreId; readonly newest: SpeakingCart; readonly now: Date },
): Promise<void> => {
  const { episodes, snapshots } = parts.store;
  const [ended] = await episodes.ofCart(storeId, newest.id, 'abandoned_cart');
  const { ordersFreshForMs } = parts.limits;
  const situation = await snapshots.ofCart(storeId, newest.id, { now, ordersFreshForMs });
  if (ended?.endReason !== 'excluded' || situation === null) return;
  const episode = { ...ended, endedAt: null, endReason: null, revision: ended.revision + 1 };
  const snapshot = { ...situation.snapshot, episode, message: null };
  await parts.store.commit([
    episodes.reopened(ended),
    told(parts, { storeId, cartId: newest.id, at: now, kind: 'trusted', reason: null, facts: {} }),
    ...planNext(parts, { snapshot, flow: situation.flow, now }),
  ]);
};
