import { StoreUnusable } from '../ports/store/unusable.ts';
import { failed, type CommandResult } from './command.ts';

/** Runs what may fail for a reason that the operator can help: a sentence of ours, or the system's own words. */
export const readably = async (work: () => Promise<CommandResult>): Promise<CommandResult> => {
  try {
    return await work();
  } catch (reason) {
    if (reason instanceof StoreUnusable || isOfSystem(reason)) return failed((reason as Error).message);
    throw reason;
  }
};

/** No space, no right to write, no such folder: errors with a code, of the file system or the database. */
const isOfSystem = (reason: unknown): boolean =>
  reason instanceof Error && typeof (reason as { readonly code?: unknown }).code === 'string';
