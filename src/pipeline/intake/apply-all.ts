import type { Observation } from '../../core/cart/observation.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { Write } from '../../ports/store/write.ts';
import { applyObservation } from './apply.ts';
import type { IntakeParts } from './parts.ts';
import { createUnit } from './unit.ts';

export type ToldAt = { readonly told: Observation; readonly receivedAt: Date };

export type ApplyRequest = {
  readonly store: ConnectedStore;
  readonly tellings: readonly ToldAt[];
  readonly now: Date;
  /** Committed with all that the observations change, such as that their delivery is processed. */
  readonly with: readonly Write[];
};

/**
 * Applies observations of one store in one unit of work. `conflict`: rows changed meanwhile, nothing was written
 * (erasing excepted, which may be done twice): read and apply again.
 */
export const applyAll = async (
  parts: IntakeParts,
  { store, tellings, now, with: others }: ApplyRequest,
): Promise<'committed' | 'conflict'> => {
  const unit = createUnit(parts, store, now);
  const carts = unit.carts.known(await prefetched(parts, store, tellings));
  await unit.people.prefetch(carts.flatMap(({ phoneKey }) => phoneKey ?? []));
  for (const { told, receivedAt } of tellings) await applyObservation(unit, told, receivedAt);
  const writes = [...unit.writes(), ...others];
  return writes.length === 0 ? 'committed' : parts.store.commit(writes);
};

/** Many carts in one read: a batch is mostly updates of carts that are known. */
const prefetched = async (
  { store: { carts } }: IntakeParts,
  { id }: ConnectedStore,
  tellings: readonly ToldAt[],
) => {
  const ids = new Set<string>();
  for (const { told } of tellings)
    if (told.kind === 'cart' || told.kind === 'cart_removed') ids.add(told.externalId);
  return ids.size === 0 ? [] : carts.byExternalIds(id, [...ids]);
};

/** Rows that change under our hands are read again; somebody who is always faster is not expected. */
const MOST_CONFLICTS = 5;

/** As `applyAll`, again after conflicts. Throws when they do not end. */
export const applyPatiently = async (parts: IntakeParts, request: ApplyRequest): Promise<void> => {
  for (let attempt = 1; attempt <= MOST_CONFLICTS; attempt += 1) {
    if ((await applyAll(parts, request)) === 'committed') return;
  }
  throw new Error('the rows kept changing meanwhile');
};
