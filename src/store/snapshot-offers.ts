import type { OfferFacts } from '../core/decide/snapshot.ts';
import { OFFERS_REMEMBERED_MS } from '../core/decide/serial-abandoner.ts';
import type { RunFlow } from '../core/flows/flow.ts';
import type { EpisodeId, ShopperId, StoreId } from '../core/words/ids.ts';
import type { Coupons } from '../ports/store/coupons.ts';

type Asked = {
  readonly store: { readonly id: StoreId };
  readonly flow: RunFlow;
  readonly run: { readonly id: EpisodeId };
  readonly shopperId: ShopperId;
  readonly at: { readonly now: Date };
};

/** What was offered in this run and before it; nothing is read for a flow that offers nothing. */
export const offersOf = async (
  { coupons }: { readonly coupons: Pick<Coupons, 'ofRun' | 'givenBefore'> },
  { store, flow, run, shopperId, at: { now } }: Asked,
): Promise<OfferFacts | null> => {
  if (flow.steps.every(({ offer }) => offer === null)) return null;
  const since = new Date(now.getTime() - OFFERS_REMEMBERED_MS);
  const [own, givenBefore] = await Promise.all([
    coupons.ofRun(store.id, run.id),
    coupons.givenBefore(store.id, { shopperId, since, notOf: run.id }),
  ]);
  return { coupons: own, givenBefore };
};
