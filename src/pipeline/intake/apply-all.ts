import type { Observation } from '../../core/cart/observation.ts';
import type { DeliveryId } from '../../core/words/ids.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { Write } from '../../ports/store/write.ts';
import { applyObservation } from './apply.ts';
import { lookAgain } from './look-again.ts';
import type { IntakeParts } from './parts.ts';
import { prefetch } from './prefetch.ts';
import { createUnit, type Unit } from './unit.ts';

export type ToldAt = {
  readonly told: Observation;
  readonly receivedAt: Date;
  /** The delivery that told it; left out where a listing did. */
  readonly deliveryId?: DeliveryId;
};

export type ApplyRequest = {
  readonly store: ConnectedStore;
  readonly tellings: readonly ToldAt[];
  readonly now: Date;
  /** The platform told it when it was asked, and no webhook did. */
  readonly isListed?: boolean;
  /** Committed with all that the observations change, such as that their delivery is processed. */
  readonly with: readonly Write[];
};

/**
 * Applies observations of one store in one unit of work. `conflict`: rows changed meanwhile, nothing was written
 * (erasing excepted, which may be done twice): read and apply again.
 */
export const applyAll = async (
  parts: IntakeParts,
  { store, tellings, now, isListed, with: others }: ApplyRequest,
): Promise<'committed' | 'conflict'> => {
  const unit = createUnit(parts, { store, now, isListed: isListed === true });
  const observations = tellings.map(({ told }) => told);
  await prefetch(unit, observations);
  for (const telling of tellings) await applyObservation(unit, telling);
  const writes = [...unit.writes(), ...others];
  const result = writes.length === 0 ? 'committed' : await parts.store.commit(writes);
  if (result === 'committed') parts.noticed?.(store, observations);
  if (result === 'committed' && parts.isShared === true) await settleMissed(unit);
  return result;
};

/** What is settled here is settled for good: another conflict means that somebody else is at it. */
const settleMissed = async (done: Unit): Promise<void> => {
  for (let attempt = 1; attempt <= MOST_CONFLICTS; attempt += 1) {
    const missed = await lookAgain(done);
    if (missed === null || (await done.parts.store.commit(missed.writes())) === 'committed') return;
  }
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
