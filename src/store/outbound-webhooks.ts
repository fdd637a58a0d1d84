import { and, desc, eq, lte, sql } from 'drizzle-orm';
import { OUTBOUND_EVENTS } from '../core/words/vocabulary.ts';
import type { OutboundWebhookId, StoreId } from '../core/words/ids.ts';
import type { Secrets } from '../ports/secrets.ts';
import type {
  CallEnd,
  OutboundWebhook,
  OutboundWebhooks,
  ToldEvent,
} from '../ports/store/outbound-webhooks.ts';
import type { Engine } from './engine.ts';
import { excluded, isWord, rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const OUTBOUND_SECRET = 'outbound_webhooks.secret';

export const createOutboundWebhooks = (
  engine: Engine,
  secrets: Pick<Secrets, 'seal' | 'open'>,
): OutboundWebhooks => {
  const webhook = prepareWebhooks(engine);
  const call = { ...prepareCalls(engine), ...prepareCallLists(engine) };
  return {
    list: async (storeId) => (await webhook.list.read({ storeId })).map(toWebhook),
    find: async (storeId, id) => {
      const row = await webhook.find.first({ storeId, id });
      return row === null ? null : toWebhook(row);
    },
    secret: async (storeId, id) => {
      const row = await webhook.find.first({ storeId, id });
      return row === null ? null : secrets.open(row.secretEnc, { purpose: OUTBOUND_SECRET, storeId });
    },
    added: ({ secret, events, ...given }) =>
      webhook.add.write({
        ...given,
        events: `,${events.join(',')},`,
        secretEnc: secrets.seal(secret, { purpose: OUTBOUND_SECRET, storeId: given.storeId }),
        state: 'active',
        reason: null,
        failingSince: null,
        answeredAt: null,
      }),
    removed: (storeId, id) => [
      call.removeOf.write({ storeId, id }),
      webhook.remove.write({ storeId, id }, { expect: 1 }),
    ],
    answered: (storeId, id, at) => webhook.answer.write({ storeId, id, at }),
    failed: (storeId, id, at) => webhook.fail.write({ storeId, id, at }),
    disabled: (storeId, id, reason) => [
      webhook.disable.write({ storeId, id, reason }),
      call.giveUp.write({ storeId, id }),
    ],

    told: (event) => call.tell.write(event),
    due: (now, limit) => call.due.read({ now, limit }),
    begun: ({ webhookId, eventId, attempts }, until) =>
      call.begin.write({ webhookId, eventId, attempts, until }, { expect: 1 }),
    ended: ({ webhookId, eventId }, end) => call.end.write({ webhookId, eventId, ...end }),
    postponed: (storeId, id, until) => call.postpone.write({ storeId, id, until }),
    recorded: (given, end) => call.record.write({ ...given, ...end }),
    recent: (storeId, id, limit) => call.recent.read({ storeId, id, limit }),
    forget: createForget(engine),
  };
};

const toWebhook = ({ secretEnc: _secret, events, ...row }: Row<'outboundWebhooks'>): OutboundWebhook => ({
  ...row,
  events: OUTBOUND_EVENTS.filter((event) => events.includes(`,${event},`)),
});

type Named = { readonly storeId: StoreId; readonly id: OutboundWebhookId };

const prepareWebhooks = ({ db, prepare, tables: { outboundWebhooks: webhooks } }: Engine) => {
  const isIt = (slot: Slots<Named>) => and(eq(webhooks.id, slot.id), eq(webhooks.storeId, slot.storeId));
  return {
    list: prepare('outboundWebhooks.list', (slot: Slots<{ storeId: StoreId }>) =>
      db.select().from(webhooks).where(eq(webhooks.storeId, slot.storeId)).orderBy(webhooks.id),
    ),
    find: prepare('outboundWebhooks.find', (slot: Slots<Named>) =>
      db.select().from(webhooks).where(isIt(slot)),
    ),
    add: prepare('outboundWebhooks.add', (slot: Slots<Row<'outboundWebhooks'>>) =>
      db.insert(webhooks).values(rowSlots(webhooks, slot)),
    ),
    remove: prepare('outboundWebhooks.remove', (slot: Slots<Named>) => db.delete(webhooks).where(isIt(slot))),
    answer: prepare('outboundWebhooks.answered', (slot: Slots<Named & { at: Date }>) =>
      db.update(webhooks).set({ answeredAt: slot.at, failingSince: null }).where(isIt(slot)),
    ),
    fail: prepare('outboundWebhooks.failed', (slot: Slots<Named & { at: Date }>) =>
      db
        .update(webhooks)
        .set({ failingSince: sql`coalesce(${webhooks.failingSince}, ${slot.at})` })
        .where(isIt(slot)),
    ),
    disable: prepare('outboundWebhooks.disabled', (slot: Slots<Named & { reason: string }>) =>
      db
        .update(webhooks)
        .set({ state: sql`'disabled'`, reason: slot.reason })
        .where(isIt(slot)),
    ),
  };
};

type Key = { readonly webhookId: OutboundWebhookId; readonly eventId: string };

const prepareCalls = ({
  db,
  prepare,
  tables: { webhookCalls: calls, outboundWebhooks: webhooks },
}: Engine) => {
  const isIt = (slot: Slots<Key>) =>
    and(eq(calls.webhookId, slot.webhookId), eq(calls.eventId, slot.eventId));
  const isOf = (slot: Slots<Named>) => and(eq(calls.webhookId, slot.id), eq(calls.storeId, slot.storeId));
  return {
    // In the order of the columns of the table.
    tell: prepare('webhookCalls.told', (slot: Slots<ToldEvent>) =>
      db
        .insert(calls)
        .select(
          sql`select ${webhooks.id}, ${slot.eventId}, ${webhooks.storeId}, ${slot.event}, ${slot.cartId}, ${slot.orderId}, null, ${sql.param(slot.at, calls.at)}, 'waiting', 0, ${sql.param(slot.at, calls.at)}, null, null, null from ${webhooks} where ${webhooks.storeId} = ${slot.storeId} and ${webhooks.state} = 'active' and ${webhooks.events} like '%,' || ${slot.event} || ',%'`,
        )
        .onConflictDoNothing(),
    ),
    due: prepare('webhookCalls.due', (slot: Slots<{ now: Date; limit: number }>) =>
      db
        .select()
        .from(calls)
        .where(and(isWord(calls.state, 'waiting'), lte(calls.nextAttemptAt, slot.now)))
        .orderBy(calls.nextAttemptAt)
        .limit(slot.limit),
    ),
    begin: prepare('webhookCalls.begun', (slot: Slots<Key & { attempts: number; until: Date }>) =>
      db
        .update(calls)
        .set({ attempts: sql`${calls.attempts} + 1`, nextAttemptAt: slot.until })
        .where(and(isIt(slot), isWord(calls.state, 'waiting'), eq(calls.attempts, slot.attempts))),
    ),
    end: prepare('webhookCalls.ended', (slot: Slots<Key & CallEnd>) =>
      db
        .update(calls)
        .set({
          state: slot.state,
          nextAttemptAt: slot.nextAttemptAt,
          status: slot.status,
          reason: slot.reason,
          endedAt: slot.endedAt,
        })
        .where(and(isIt(slot), isWord(calls.state, 'waiting'))),
    ),
    postpone: prepare('webhookCalls.postponed', (slot: Slots<Named & { until: Date }>) =>
      db
        .update(calls)
        .set({ nextAttemptAt: slot.until })
        .where(and(isOf(slot), isWord(calls.state, 'waiting'), sql`${calls.nextAttemptAt} < ${slot.until}`)),
    ),
  };
};

const prepareCallLists = ({ db, prepare, tables: { webhookCalls: calls } }: Engine) => {
  const isOf = (slot: Slots<Named>) => and(eq(calls.webhookId, slot.id), eq(calls.storeId, slot.storeId));
  return {
    giveUp: prepare('webhookCalls.givenUp', (slot: Slots<Named>) =>
      db
        .update(calls)
        .set({ state: sql`'failed'`, reason: sql`'webhook_disabled'`, endedAt: calls.nextAttemptAt })
        .where(and(isOf(slot), isWord(calls.state, 'waiting'))),
    ),
    removeOf: prepare('webhookCalls.removeOf', (slot: Slots<Named>) => db.delete(calls).where(isOf(slot))),
    record: prepare('webhookCalls.recorded', (slot: Slots<Row<'webhookCalls'>>) =>
      db
        .insert(calls)
        .values(rowSlots(calls, slot))
        .onConflictDoUpdate({
          target: [calls.webhookId, calls.eventId],
          set: {
            ...excluded(calls, ['state', 'status', 'reason', 'endedAt']),
            attempts: sql`${calls.attempts} + 1`,
          },
        }),
    ),
    recent: prepare('webhookCalls.recent', (slot: Slots<Named & { limit: number }>) =>
      db.select().from(calls).where(isOf(slot)).orderBy(desc(calls.at)).limit(slot.limit),
    ),
  };
};

const createForget = ({ db, apply, write, tables: { webhookCalls: calls } }: Engine) => {
  return async (before: Date, limit: number): Promise<number> => {
    const isOld = sql`${calls.endedAt} is not null and ${calls.endedAt} < ${sql.param(before, calls.endedAt)}`;
    const some = db.select({ id: calls.eventId }).from(calls).where(isOld).limit(limit);
    const applied = await apply([
      write(db.delete(calls).where(and(isOld, sql`${calls.eventId} in (${some})`))),
    ]);
    return applied.kind === 'committed' ? (applied.results[0]?.touched ?? 0) : 0;
  };
};
