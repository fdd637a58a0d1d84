import type { Log } from '../../src/ports/log.ts';

const nothing = () => {};

/** For tests that look at effects, not at what is logged. */
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
