import { createHmac } from 'node:crypto';
import type { RunFlow } from '../flows/flow.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Whether the shopper is of those who get no message, so that lift can be measured. Fixed once per shopper and flow:
 * a later change of the percentage moves nobody who was already told apart, except that 0 lets everybody through.
 */
export const isHeldOut = ({ episode, shopper, store }: Snapshot, flow: RunFlow): boolean => {
  if (flow.holdoutPercent <= 0) return false;
  const fixed = episode.holdout ?? shopper.holdoutBefore;
  return fixed ?? share(store.holdoutSecret, `${shopper.id}:${flow.kind}`) * 100 < flow.holdoutPercent;
};

const TWO_TO_THE_32 = 0x1_0000_0000;

/** A number from 0 up to 1 that only who knows the secret can foretell. */
const share = (secret: string, of: string): number =>
  createHmac('sha256', secret).update(of).digest().readUInt32BE(0) / TWO_TO_THE_32;
