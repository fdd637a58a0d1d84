import { and, asc, desc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { SecretUnreadable, type Secrets } from '../ports/secrets.ts';
import type { KeyRotation } from '../ports/store/key-rotation.ts';
import type { Write } from '../ports/store/write.ts';
import { OUTBOUND_SECRET } from './outbound-webhooks.ts';
import type { Engine } from './engine.ts';
import type { Tables } from './tables/tables.ts';

const ROWS_AT_A_TIME = 300;

export const createKeyRotation = (engine: Engine, secrets: Secrets): KeyRotation => ({
  reseal: async () => {
    const total = { resealed: 0, unreadable: 0 };
    for (const column of sealedColumns(engine.tables)) {
      const done = await resealColumn(engine, secrets, column);
      total.resealed += done.resealed;
      total.unreadable += done.unreadable;
    }
    return total;
  },
  keysInUse: async () => {
    const rows = new Map<string, number>();
    for (const column of sealedColumns(engine.tables))
      for (const keyId of await keyIdsOf(engine, column)) rows.set(keyId, (rows.get(keyId) ?? 0) + 1);
    return [...rows].map(([keyId, count]) => ({ keyId, rows: count }));
  },
  isNeeded: async (keyId) => {
    for (const column of sealedColumns(engine.tables))
      if (await isSealedUnder(engine, column, keyId)) return true;
    return false;
  },
});

const ROWS_AT_EACH_END = 2_000;

/** Rows that a change of keys left behind are the oldest; rows of another server's key are the newest. */
const keyIdsOf = async ({ db, read }: Engine, { table, id, sealed }: SealedColumn) => {
  const ends = await Promise.all(
    [asc(id), desc(id)].map((order) =>
      read(
        db
          .select({ id: text(id), keyId: keyIdIn(sealed) })
          .from(table)
          .where(isNotNull(sealed))
          .orderBy(order)
          .limit(ROWS_AT_EACH_END),
      ),
    ),
  );
  return new Map(ends.flat().map(({ id, keyId }) => [id, keyId])).values();
};

const isSealedUnder = async (
  { db, read }: Engine,
  { table, id, sealed }: SealedColumn,
  keyId: string,
): Promise<boolean> => {
  const isUnder = eq(keyIdIn(sealed), keyId);
  const found = await read(
    db
      .select({ id: text(id) })
      .from(table)
      .where(isUnder)
      .limit(1),
  );
  return found.length > 0;
};

/** Of `v1.<8 characters>.…` */
const keyIdIn = (sealed: PgColumn) => sql<string>`substr(${sealed}, 4, 8)`;

/** Everything that is sealed, and for whom: a new sealed column belongs here. */
const sealedColumns = ({
  stores,
  carts,
  orders,
  deliveries,
  dataRequests,
  outboundWebhooks,
}: Tables): readonly SealedColumn[] => [
  ...storeColumns(stores),
  {
    table: carts,
    id: carts.id,
    owner: carts.storeId,
    sealed: carts.returnUrlEnc,
    key: 'returnUrlEnc',
    purpose: 'carts.return_url',
  },
  {
    table: orders,
    id: orders.id,
    owner: orders.storeId,
    sealed: orders.payUrlEnc,
    key: 'payUrlEnc',
    purpose: 'orders.pay_url',
  },
  {
    table: deliveries,
    id: deliveries.id,
    owner: deliveries.storeKey,
    sealed: deliveries.body,
    key: 'body',
    purpose: 'deliveries.body',
  },
  {
    table: dataRequests,
    id: dataRequests.id,
    owner: dataRequests.storeId,
    sealed: dataRequests.personEnc,
    key: 'personEnc',
    purpose: 'data_requests.person',
  },
  {
    table: outboundWebhooks,
    id: outboundWebhooks.id,
    owner: outboundWebhooks.storeId,
    sealed: outboundWebhooks.secretEnc,
    key: 'secretEnc',
    purpose: OUTBOUND_SECRET,
  },
];

const storeColumns = (stores: Tables['stores']): readonly SealedColumn[] => {
  const of = { table: stores, id: stores.id, owner: stores.id };
  return [
    { ...of, sealed: stores.ownSecretEnc, key: 'ownSecretEnc', purpose: 'stores.own_secret' },
    { ...of, sealed: stores.credentialsEnc, key: 'credentialsEnc', purpose: 'stores.credentials' },
    { ...of, sealed: stores.webhookSecretEnc, key: 'webhookSecretEnc', purpose: 'stores.webhook_secret' },
    { ...of, sealed: stores.smtpUrlEnc, key: 'smtpUrlEnc', purpose: 'stores.smtp_url' },
  ];
};

type SealedColumn = {
  readonly table: PgTable;
  readonly id: PgColumn;
  /** Whose place the text is sealed for. */
  readonly owner: PgColumn;
  readonly sealed: PgColumn;
  /** The sealed column's key in the table. */
  readonly key: string;
  readonly purpose: string;
};

const resealColumn = async (engine: Engine, secrets: Secrets, column: SealedColumn) => {
  const done = { resealed: 0, unreadable: 0 };
  let after = '';
  for (;;) {
    const rows = await readPage(engine, column, after);
    const writes = rows.flatMap((row) => {
      const again = resealed(secrets, column, row);
      if (again === 'unreadable') done.unreadable += 1;
      return again === 'unreadable' || again === null ? [] : [replaced(engine, column, { ...row, again })];
    });
    await engine.commit(writes); // also gives the rest of the server its turn
    done.resealed += writes.length;
    const last = rows.at(-1);
    if (!last) return done;
    after = last.id;
  }
};

type SealedRow = { readonly id: string; readonly owner: string; readonly sealed: string };

const readPage = async (
  engine: Engine,
  column: SealedColumn,
  after: string,
): Promise<readonly SealedRow[]> => {
  const { table, id, owner, sealed } = column;
  const rows = await engine.read(
    engine.db
      .select({ id: text(id), owner: text(owner), sealed: text(sealed) })
      .from(table)
      .where(and(gt(id, after), isNotNull(sealed)))
      .orderBy(asc(id))
      .limit(ROWS_AT_A_TIME),
  );
  return rows;
};

const text = (column: PgColumn) => sql<string>`${column}`;

const resealed = (secrets: Secrets, { purpose }: SealedColumn, { owner, sealed }: SealedRow) => {
  try {
    return secrets.reseal(sealed, { purpose, storeId: owner });
  } catch (reason) {
    if (reason instanceof SecretUnreadable) return 'unreadable';
    throw reason;
  }
};

/** Only while the text is still the one that was read: what was written meanwhile is under the current key. */
const replaced = ({ db, write }: Engine, column: SealedColumn, row: SealedRow & { again: string }): Write =>
  write(
    db
      .update(column.table)
      .set({ [column.key]: row.again })
      .where(and(eq(column.id, row.id), eq(column.sealed, row.sealed))),
  );
