import type { MetricValues } from '../http/operator/metrics.ts';
import type { Foundation } from './foundation.ts';

/** What is counted, read away from the thread that serves. */
export const readMetrics =
  ({ store }: Foundation) =>
  async (): Promise<MetricValues> => ({
    deliveries: await store.reader.deliveries.counts(),
    messages: [],
    dueMessages: 0,
    messagesToBuyers: 0,
    stepsSentTwice: 0,
    sendsInQuietHours: 0,
  });
