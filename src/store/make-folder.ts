import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreUnusable } from '../ports/store/unusable.ts';

/** Makes the folder that a file is to lie in, and those above it. Throws a sentence where that cannot be. */
export const makeFolder = (file: string): void => {
  try {
    make(dirname(file));
  } catch (reason) {
    const message = reason instanceof Error ? reason.message : 'unknown failure';
    throw new StoreUnusable(`The folder of ${file} cannot be made: ${message}.`, { cause: reason });
  }
};

/** One by one: Node's own recursive way never ends where a folder is there and takes none, as `/proc`. */
const make = (folder: string): void => {
  if (isFolder(folder)) return;
  make(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (reason) {
    if (!isFolder(folder)) throw reason; // else somebody else was faster
  }
};

const isFolder = (path: string): boolean => {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isDirectory() === true;
};
