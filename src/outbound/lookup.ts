import { lookup } from 'node:dns/promises';
import type { Lookup } from './outbound.ts';

/** The system's resolver, which also reads the hosts file. */
export const systemLookup: Lookup = (hostname) => lookup(hostname, { all: true, verbatim: true });
