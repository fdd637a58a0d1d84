import type { DataRequestObservation } from '../../core/cart/observation.ts';
import { newId } from '../../core/words/ids.ts';
import type { Unit } from './unit.ts';

/** The merchant is to answer it with the person's file. What was asked before an erasure has its answer by it. */
export const applyDataRequest = async (unit: Unit, told: DataRequestObservation): Promise<void> => {
  const { parts, store, people, now } = unit;
  const { emailKey, phoneKey } = people.read(told.contact, null);
  if (await unit.isErased(() => ({ emailKey, phoneKey }), told.at)) return;
  unit.also(
    await parts.store.dataRequests.prepare({
      id: newId(now, parts.randomBytes),
      storeId: store.id,
      receivedAt: told.at,
      person: {
        emailKeys: emailKey === null ? [] : [emailKey],
        phoneKeys: phoneKey === null ? [] : [phoneKey],
        customerId: told.customerId,
      },
    }),
  );
};
