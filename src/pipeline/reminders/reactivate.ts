import type { Episode } from '../../core/decide/snapshot.ts';
import { qualify, SILENCE_MS } from '../../core/flows/reactivation-triggers.ts';
import { newId, type EpisodeId, type StoreId } from '../../core/words/ids.ts';
import { REACTIVATION_TRIGGERS, type ReactivationTrigger } from '../../core/words/vocabulary.ts';
import type { SilentPlace } from '../../ports/store/reactivations.ts';
import type { Store } from '../../ports/store/store.ts';
import type { ReminderParts } from './parts.ts';
import { planNext } from './plan-next.ts';

export type ReactivateParts = Pick<ReminderParts, 'clock' | 'randomBytes' | 'limits'> & {
  readonly store: ReminderParts['store'] & Pick<Store, 'flows' | 'reactivations'>;
};

const SHOPPERS_A_PAGE = 100;

/**
 * Opens runs for shoppers whose silence has lasted long enough since the last look. It walks shoppers by their last
 * activity from where it stopped, so a look costs what has newly fallen silent and nothing else. Safe to be interrupted,
 * and to run twice at the same time: a silence brings one run for each trigger.
 */
export const createReactivate = (parts: ReactivateParts) => async (): Promise<void> => {
  for (const storeId of await parts.store.reactivations.stores())
    for (const trigger of REACTIVATION_TRIGGERS) await lookAt(parts, storeId, trigger);
};

const lookAt = async (
  parts: ReactivateParts,
  storeId: StoreId,
  trigger: ReactivationTrigger,
): Promise<void> => {
  const { reactivations } = parts.store;
  const to = new Date(parts.clock.now().getTime() - SILENCE_MS[trigger]);
  for (;;) {
    const begin = await beginning(parts, storeId, trigger);
    if (begin === null) return;
    const seen = await reactivations.seenUntil(storeId, trigger);
    const after = seen !== null && seen.at > begin ? seen : { at: begin, shopperId: '' as const };
    const page = await reactivations.silent(storeId, { after, to, limit: SHOPPERS_A_PAGE });
    for (const place of page) await openRun(parts, { storeId, trigger, place });
    const last = page.at(-1);
    if (last === undefined) return;
    const moved = await parts.store.commit([reactivations.seen({ storeId, trigger }, seen, last)]);
    if (moved === 'conflict' || page.length < SHOPPERS_A_PAGE) return;
  }
};

/** Who was silent for so long before the flow was switched on, or the store connected, is never written to. */
const beginning = async (
  { store }: ReactivateParts,
  storeId: StoreId,
  trigger: ReactivationTrigger,
): Promise<Date | null> => {
  const [known, flow] = await Promise.all([
    store.stores.find(storeId),
    store.flows.get(storeId, 'reactivation'),
  ]);
  if (known?.state !== 'active' || flow?.enabled !== true || flow.enabledAt === null) return null;
  const startedAt = Math.max(flow.enabledAt.getTime(), known.connectedAt.getTime());
  return new Date(startedAt - SILENCE_MS[trigger] + 1);
};

/** A conflict means that this silence, or another run of the shopper, is dealt with already. */
const openRun = async (
  parts: ReactivateParts,
  {
    storeId,
    trigger,
    place: { at, shopperId },
  }: { readonly storeId: StoreId; readonly trigger: ReactivationTrigger; readonly place: SilentPlace },
): Promise<void> => {
  const now = parts.clock.now();
  if (shopperId === '') return;
  const shopper = await parts.store.reactivations.shopper(storeId, shopperId);
  if (shopper === null || shopper.lastActivityAt.getTime() !== at.getTime()) return;
  const qualified = qualify(trigger, shopper);
  if (qualified === null) return;
  const run = { storeId, shopperId, flow: 'reactivation', trigger, ...qualified } as const;
  const { ordersFreshForMs } = parts.limits;
  const situation = await parts.store.snapshots.ofShopper(run, { now, ordersFreshForMs });
  if (situation === null) return;
  const episode: Episode = {
    ...situation.snapshot.episode,
    id: newId<EpisodeId>(now, parts.randomBytes),
  };
  const { flow, snapshot } = situation;
  await parts.store.commit([
    parts.store.episodes.opened(episode),
    ...planNext(parts, { snapshot: { ...snapshot, episode }, flow, now }),
  ]);
};
