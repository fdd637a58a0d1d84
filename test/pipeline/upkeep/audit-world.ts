import type { MessageId, ShopperId } from '../../../src/core/words/ids.ts';
import { createAudit } from '../../../src/pipeline/upkeep/audit.ts';
import type { Row } from '../../../src/store/tables/tables.ts';
import type { TestDatabase } from '../../store/databases.ts';
import { openTestStore } from '../../store/open-test-store.ts';
import { cartRow, messageRow, orderRow, storeRow } from '../../support/rows.ts';

export const CALL = new Date('2026-11-21T12:00:00Z');
export const after = (milliseconds: number): Date => new Date(CALL.getTime() + milliseconds);

/** Rows as they may stand after anything went wrong, written beside the store that judges them. */
export const openAuditWorld = async (make: () => Promise<TestDatabase>) => {
  const opened = await openTestStore(make);
  const engine = opened.openEngine();
  const { db, tables, write } = engine;
  const audit = createAudit(opened);
  const insert = (name: 'messages' | 'orders' | 'attempts' | 'carts' | 'shoppers' | 'stores', row: object) =>
    engine.commit([write(db.insert(tables[name]).values(row as never))]);

  return {
    audit,
    store: opened.store,
    clock: opened.clock,
    insert,
    /** A store, a shopper, a cart that began two hours before the call, and a message of it. */
    sent: async (message: Partial<Row<'messages'>> = {}) => {
      await insert('stores', storeRow());
      await insert('shoppers', shopperRow());
      await insert('carts', cartRow({ startedAt: after(-2 * HOUR), emailKey: EMAIL, phoneKey: PHONE }));
      await insert('messages', messageRow({ sentAt: CALL, ...message }));
    },
    bought: (order: Partial<Row<'orders'>>) =>
      insert('orders', orderRow({ shopperId: null, emailKey: EMAIL, firstSeenAt: after(HOUR), ...order })),
    attempted: (number: number, attempt: Partial<Row<'attempts'>> = {}) =>
      insert('attempts', attemptRow({ id: `a${number}` as never, number, ...attempt })),
    findings: async () => {
      await audit.countAll();
      const { countedAt: _, ...found } = audit.latest()!;
      return Object.fromEntries(
        Object.entries(found).map(([name, cases]) => [name, cases.map(({ messageId }) => messageId)]),
      );
    },
    close: async () => {
      await engine.close();
      await opened.close();
    },
  };
};

export type AuditWorld = Awaited<ReturnType<typeof openAuditWorld>>;

export const HOUR = 3_600_000;
export const EMAIL = 'ana@example.com';
export const PHONE = '5511987654321';
export const NOTHING = { messagesToBuyers: [], stepsSentTwice: [], sendsInQuietHours: [] };
export const ID = 'm1' as MessageId;

export const shopperRow = (given: Partial<Row<'shoppers'>> = {}): Row<'shoppers'> => ({
  id: 'p1' as ShopperId,
  storeId: storeRow().id,
  identityKey: `e:${EMAIL}`,
  email: EMAIL,
  emailKey: EMAIL,
  phone: null,
  phoneKey: null,
  name: null,
  registered: null,
  locale: null,
  country: null,
  trustedAt: null,
  customerId: null,
  firstSeenAt: CALL,
  lastActivityAt: CALL,
  cartsCount: 1,
  ordersCount: 0,
  revision: 1,
  ...given,
});

const attemptRow = (given: Partial<Row<'attempts'>>): Row<'attempts'> => ({
  id: 'a1' as Row<'attempts'>['id'],
  storeId: storeRow().id,
  messageId: ID,
  channel: 'email',
  number: 1,
  startedAt: CALL,
  endedAt: CALL,
  outcome: 'accepted',
  reason: null,
  providerId: null,
  quietHours: null,
  ...given,
});
