import type { Clock } from '../../ports/clock.ts';
import type { DeliveryCount } from '../../ports/store/deliveries.ts';
import type { MessageCount } from '../../ports/store/message-list.ts';
import type { Store } from '../../ports/store/store.ts';
import type { Audit, AuditResult } from './audit.ts';

export type CountsParts = {
  readonly reader: Pick<Store['reader'], 'deliveries' | 'forged' | 'messageList'>;
  readonly audit: Pick<Audit, 'latest' | 'countRecent'>;
  readonly clock: Pick<Clock, 'now'>;
};

/** What `/metrics` shows. */
export type Counts = {
  readonly deliveries: readonly (Pick<DeliveryCount, 'platform' | 'count'> & {
    /** Forged ones never got into the inbox. */
    readonly state: DeliveryCount['state'] | 'forged';
  })[];
  readonly messages: readonly MessageCount[];
  readonly dueMessages: number;
  readonly messagesToBuyers: number;
  readonly stepsSentTwice: number;
  readonly sendsInQuietHours: number;
};

/** However often it is asked, the database is asked no more often than this. */
const KEPT_MS = 2_000;

/** Reads the counts away from the thread that serves; a figure that was never counted is counted first, not zero. */
export const createReadCounts = ({ reader, audit, clock }: CountsParts) => {
  let reading: { readonly at: number; readonly counts: Promise<Counts> } | null = null;

  const read = async (): Promise<Counts> => {
    if (isStale(audit.latest(), clock.now())) await audit.countRecent();
    const [deliveries, forged, messages, dueMessages] = await Promise.all([
      reader.deliveries.counts(),
      reader.forged.counts(),
      reader.messageList.counts(),
      reader.messageList.countDue(clock.now()),
    ]);
    const found = audit.latest();
    return {
      deliveries: [...deliveries, ...forged.map((one) => ({ ...one, state: 'forged' as const }))],
      messages,
      dueMessages,
      messagesToBuyers: found?.messagesToBuyers.length ?? 0,
      stepsSentTwice: found?.stepsSentTwice.length ?? 0,
      sendsInQuietHours: found?.sendsInQuietHours.length ?? 0,
    };
  };

  return async (): Promise<Counts> => {
    const now = clock.now().getTime();
    if (reading !== null && Math.abs(now - reading.at) < KEPT_MS) return reading.counts;
    const counts = read();
    reading = { at: now, counts };
    counts.catch(() => {
      reading = null; // what failed is tried again by the next one who asks
    });
    return counts;
  };
};

/** A process that runs no chores counts for itself, as often as it is asked but not more often than this. */
const STALE_MS = 5 * 60_000;

const isStale = (result: AuditResult | null, now: Date): boolean =>
  result === null || Math.abs(now.getTime() - result.countedAt.getTime()) > STALE_MS;
