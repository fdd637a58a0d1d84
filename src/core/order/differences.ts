import type { OrderObservation } from '../cart/observation.ts';
import { mergeOrder, type OrderRegisters } from './merge.ts';

/** What of an order of ours is not as the platform says; none where it says the same, or old news. */
export const orderDifferences = (
  ours: OrderRegisters,
  told: OrderObservation,
  now: Date,
): readonly string[] => {
  const { snapshot } = mergeOrder(ours, told, now);
  const known = ours.snapshot;
  return [
    snapshot.paymentState !== known.paymentState && 'paymentState',
    snapshot.cancelledAt?.getTime() !== known.cancelledAt?.getTime() && 'cancelledAt',
    snapshot.total.minor !== known.total.minor && 'total',
    snapshot.netPaid.minor !== known.netPaid.minor && 'netPaid',
  ].filter((name) => name !== false);
};
