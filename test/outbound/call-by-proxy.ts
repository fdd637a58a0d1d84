import { createOutbound } from '../../src/outbound/outbound.ts';
import { realClock } from '../support/real-clock.ts';

/** Run as a process of its own, since Node reads the proxy's variables when it starts. */
const address = process.argv[3] ?? '';
const outbound = createOutbound({
  lookup: async () => [{ address, family: 4 }],
  allowPrivate: false,
  clock: realClock,
});
const result = await outbound({ url: process.argv[2] ?? '', timeoutMs: 3_000 });
process.stdout.write(JSON.stringify(result));
