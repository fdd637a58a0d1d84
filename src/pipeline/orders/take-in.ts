import type { Observation } from '../../core/cart/observation.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import { applyPatiently } from '../intake/apply-all.ts';
import type { Lanes } from '../intake/lanes.ts';
import type { IntakeParts } from '../intake/parts.ts';

export type TakeInParts = {
  readonly intake: IntakeParts;
  readonly lanes: Lanes;
  readonly clock: Pick<Clock, 'now'>;
};

const PAGE_PART = 50;

/** What a listing told, by the way that webhooks go. What is known already changes nothing, so twice is harmless. */
export const takeIn = async (
  { intake, lanes, clock }: TakeInParts,
  store: ConnectedStore,
  observations: readonly Observation[],
): Promise<void> => {
  for (let from = 0; from < observations.length; from += PAGE_PART) {
    const receivedAt = clock.now();
    const tellings = observations.slice(from, from + PAGE_PART).map((told) => ({ told, receivedAt }));
    const request = { store, tellings, now: receivedAt, isListed: true, with: [] };
    await lanes.run(store.id, () => applyPatiently(intake, request));
  }
};
