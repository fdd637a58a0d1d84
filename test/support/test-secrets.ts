import { createSecrets } from '../../src/secrets.ts';
import type { Secrets } from '../../src/ports/secrets.ts';

/** Real encryption under a key that everybody knows; bytes count up, so that a run can be repeated. */
export const testSecrets = (): Secrets =>
  createSecrets({ current: new Uint8Array(32).fill(9), previous: null }, countingBytes());

/** "Random" bytes that differ each time and are the same in each run; `from` keeps two sources apart. */
export const countingBytes = (from = 0) => {
  let count = from;
  return (size: number): Uint8Array => {
    count += 1;
    const bytes = new Uint8Array(size);
    new DataView(bytes.buffer).setUint32(0, count);
    return bytes;
  };
};
