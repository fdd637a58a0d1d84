import { newId, type DiscrepancyId } from '../../core/words/ids.ts';
import type { Reconciliation } from '../../ports/store/reconciliations.ts';
import type { FindingBook } from './findings.ts';
import type { ReconciliationParts } from './reconciliations.ts';

/** Somebody else goes on with the run. */
export class RunLost extends Error {}
/** This process stops. */
export class RunStopped extends Error {}

export type FindingBookParts = Pick<ReconciliationParts, 'store' | 'clock' | 'randomBytes'> & {
  readonly heldMs: number;
  readonly isStopped: () => boolean;
};

/** What one run finds, written down as it is found; each page turned keeps the run in our hand. */
export const createFindingBook = (parts: FindingBookParts, run: Reconciliation): FindingBook => {
  const { store, clock, randomBytes } = parts;
  const kept = store.reconciliations;
  return {
    noted: async (findings, also = []) => {
      const rows = findings.map((one) => ({
        ...one,
        id: newId<DiscrepancyId>(clock.now(), randomBytes),
        storeId: run.storeId,
        reconciliationId: run.id,
      }));
      if (rows.length + also.length > 0) await store.commit([...kept.noted(rows), ...also]);
    },
    mended: async (subject, externalIds) => {
      await store.commit([kept.mended(run.id, subject, externalIds)]);
    },
    turnedPage: async (read) => {
      if (parts.isStopped()) throw new RunStopped();
      const until = new Date(clock.now().getTime() + parts.heldMs);
      if ((await store.commit([kept.progressed(run, { ...read, until })])) === 'conflict')
        throw new RunLost();
    },
  };
};
