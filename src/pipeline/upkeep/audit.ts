import type { MessageId, StoreId } from '../../core/words/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { AuditPage, AuditPlace, SentMessage } from '../../ports/store/audit.ts';
import type { Store } from '../../ports/store/store.ts';
import { wentInQuietHours, wentToBuyer, wentTwice } from './audit-rules.ts';

export type AuditParts = {
  readonly store: Pick<Store, 'stores'> & { readonly reader: Pick<Store['reader'], 'audit'> };
  readonly clock: Pick<Clock, 'now'>;
};

/** What should never have been sent; each list is empty in a product that keeps its word. */
export type AuditFindings = {
  readonly messagesToBuyers: readonly AuditCase[];
  readonly stepsSentTwice: readonly AuditCase[];
  readonly sendsInQuietHours: readonly AuditCase[];
};

export type AuditCase = {
  readonly messageId: MessageId;
  readonly storeId: StoreId;
  readonly sentAt: Date;
};

export type AuditResult = AuditFindings & { readonly countedAt: Date };

export type Audit = {
  /** Counts the last 90 days anew: to be run at the start and daily. */
  readonly countAll: () => Promise<void>;
  /** Counts the last two days anew, for whatever became known meanwhile: to be run every minute. */
  readonly countRecent: () => Promise<void>;
  /** Null until something was counted. */
  readonly latest: () => AuditResult | null;
};

const DAY_MS = 86_400_000;
const WINDOW_MS = 90 * DAY_MS;
const RECENT_MS = 2 * DAY_MS;

/** Judges what was sent by what is known now, in short steps beside the server's work. The result lives in memory. */
export const createAudit = (parts: AuditParts): Audit => {
  let result: AuditResult | null = null;

  return {
    countAll: async () => {
      const now = parts.clock.now();
      result = { ...(await auditSince(parts, new Date(now.getTime() - WINDOW_MS))), countedAt: now };
    },
    countRecent: async () => {
      const now = parts.clock.now();
      const since = new Date(now.getTime() - RECENT_MS);
      const recent = await auditSince(parts, since);
      result = { ...withRecent(result ?? NOTHING, recent, since), countedAt: now };
    },
    latest: () => result,
  };
};

const NOTHING: AuditFindings = { messagesToBuyers: [], stepsSentTwice: [], sendsInQuietHours: [] };

const withRecent = (all: AuditFindings, recent: AuditFindings, since: Date): AuditFindings => {
  const before = (cases: readonly AuditCase[]) => cases.filter(({ sentAt }) => sentAt < since);
  return {
    messagesToBuyers: [...before(all.messagesToBuyers), ...recent.messagesToBuyers],
    stepsSentTwice: [...before(all.stepsSentTwice), ...recent.stepsSentTwice],
    sendsInQuietHours: [...before(all.sendsInQuietHours), ...recent.sendsInQuietHours],
  };
};

/** A page takes the reader a few milliseconds, so that lists and reports find their turn in between. */
const PAGE = 500;

/** Everything whose provider call began since then. */
export const auditSince = async (parts: Pick<AuditParts, 'store'>, since: Date): Promise<AuditFindings> => {
  const { stores, reader } = parts.store;
  const coolOffs = new Map((await stores.list()).map(({ id, settings }) => [id, settings.coolOffMs]));
  let findings = NOTHING;
  let place: AuditPlace = { sentAt: since, after: '' };
  for (;;) {
    const page = await reader.audit.page(place, PAGE);
    findings = added(findings, judge(page, coolOffs));
    const last = page.messages.at(-1);
    if (last === undefined || page.messages.length < PAGE) return findings;
    place = { sentAt: last.sentAt, after: last.id };
  }
};

const judge = (page: AuditPage, coolOffs: ReadonlyMap<StoreId, number>): AuditFindings => {
  const orders = Map.groupBy(page.orders, ({ messageId }) => messageId);
  const attempts = Map.groupBy(page.attempts, ({ messageId }) => messageId);
  const cases = (isOne: (message: SentMessage) => boolean): readonly AuditCase[] =>
    page.messages.filter(isOne).map(({ id, storeId, sentAt }) => ({ messageId: id, storeId, sentAt }));
  return {
    messagesToBuyers: cases((message) =>
      wentToBuyer(message, orders.get(message.id) ?? [], coolOffs.get(message.storeId) ?? 0),
    ),
    stepsSentTwice: cases(({ id }) => wentTwice(attempts.get(id) ?? [])),
    sendsInQuietHours: cases(({ id }) => wentInQuietHours(attempts.get(id) ?? [])),
  };
};

const added = (one: AuditFindings, other: AuditFindings): AuditFindings => ({
  messagesToBuyers: [...one.messagesToBuyers, ...other.messagesToBuyers],
  stepsSentTwice: [...one.stepsSentTwice, ...other.stepsSentTwice],
  sendsInQuietHours: [...one.sendsInQuietHours, ...other.sendsInQuietHours],
});
