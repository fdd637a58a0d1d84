import type { MetricValues } from '../http/operator/metrics.ts';
import type { Audit } from '../pipeline/upkeep/audit.ts';
import { createReadCounts } from '../pipeline/upkeep/counts.ts';
import type { Foundation } from './foundation.ts';

/** What is counted, read away from the thread that serves. */
export const readMetrics = ({ store, clock }: Foundation, audit: Audit): (() => Promise<MetricValues>) =>
  createReadCounts({ reader: store.reader, audit, clock });
