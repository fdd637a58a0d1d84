import { createHash } from 'node:crypto';
import { and, eq, getTableColumns, gt, isNull, lte } from 'drizzle-orm';
import { newId, type ApiKeyId, type RandomBytes, type StoreId } from '../core/words/ids.ts';
import type { Access, KeyScope } from '../ports/store/access.ts';
import type { Engine } from './engine.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { StoreSurroundings } from './surroundings.ts';
import type { Row } from './tables/tables.ts';

const MINUTE_MS = 60_000;
const LINK_MS = 10 * MINUTE_MS;
const SESSION_MS = 12 * 60 * MINUTE_MS;
const USE_IS_NOTED_EVERY_MS = 5 * MINUTE_MS;

export const createAccess = (engine: Engine, surroundings: StoreSurroundings): Access => ({
  ...createKeys(engine, surroundings),
  ...createSignIn(engine, surroundings),
});

const createKeys = (
  { db, tables: { apiKeys }, prepare, commit }: Engine,
  { clock, randomBytes }: StoreSurroundings,
) => {
  const add = prepare('access.addKey', (slot: Slots<Row<'apiKeys'>>) =>
    db.insert(apiKeys).values(rowSlots(apiKeys, slot)),
  );
  const find = prepare('access.findKey', (slot: Slots<{ hash: string }>) =>
    db
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.hash, slot.hash), isNull(apiKeys.revokedAt))),
  );
  const { hash: _, ...withoutHash } = getTableColumns(apiKeys);
  const list = prepare('access.listKeys', (slot: Slots<{ storeId: StoreId }>) =>
    db.select(withoutHash).from(apiKeys).where(eq(apiKeys.storeId, slot.storeId)).orderBy(apiKeys.id),
  );
  const use = prepare('access.useKey', (slot: Slots<{ id: ApiKeyId; at: Date }>) =>
    db.update(apiKeys).set({ lastUsedAt: slot.at }).where(eq(apiKeys.id, slot.id)),
  );
  const revoke = prepare('access.revokeKey', (slot: Slots<{ storeId: StoreId; id: ApiKeyId; at: Date }>) =>
    db
      .update(apiKeys)
      .set({ revokedAt: slot.at })
      .where(and(eq(apiKeys.id, slot.id), eq(apiKeys.storeId, slot.storeId), isNull(apiKeys.revokedAt))),
  );

  return {
    createKey: async (storeId: StoreId, scope: KeyScope) => {
      const createdAt = clock.now();
      const id = newId<ApiKeyId>(createdAt, randomBytes);
      const key = `rt_${newToken(randomBytes)}`;
      const row = { id, storeId, scope, hash: hashOf(key), createdAt, lastUsedAt: null, revokedAt: null };
      await commit([add.write(row)]);
      return { id, key };
    },
    findKey: async (token: string) => {
      const found = await find.first({ hash: hashOf(token) });
      if (!found) return null;
      const now = clock.now();
      if (now.getTime() - (found.lastUsedAt?.getTime() ?? 0) > USE_IS_NOTED_EVERY_MS)
        await commit([use.write({ id: found.id, at: now })]);
      return { id: found.id, storeId: found.storeId, scope: found.scope };
    },
    listKeys: (storeId: StoreId) => list.read({ storeId }),
    revokeKey: async (storeId: StoreId, id: ApiKeyId) =>
      (await commit([revoke.write({ storeId, id, at: clock.now() }, { expect: 1 })])) === 'committed',
  };
};

const createSignIn = (engine: Engine, { clock, randomBytes }: StoreSurroundings) => {
  const { commit, apply } = engine;
  const statements = prepareSignIn(engine);

  const newSession = (storeId: StoreId) => {
    const token = newToken(randomBytes);
    const expiresAt = new Date(clock.now().getTime() + SESSION_MS);
    return {
      token,
      expiresAt,
      write: statements.addSession.write({ hash: hashOf(token), storeId, expiresAt }),
    };
  };
  const createSession = async (storeId: StoreId) => {
    const { token, expiresAt, write } = newSession(storeId);
    await commit([write]);
    return { token, expiresAt };
  };

  return {
    createLoginLink: async (storeId: StoreId) => {
      const token = newToken(randomBytes);
      const expiresAt = new Date(clock.now().getTime() + LINK_MS);
      await commit([statements.addLink.write({ hash: hashOf(token), storeId, expiresAt, usedAt: null })]);
      return { token, expiresAt };
    },
    redeemLoginLink: async (token: string) => {
      const used = await apply([
        statements.useLink.write({ hash: hashOf(token), now: clock.now() }, { expect: 1 }),
      ]);
      const link = used.kind === 'committed' ? statements.useLink.rows(used.results[0])[0] : undefined;
      return link ? createSession(link.storeId) : null;
    },
    createSession,
    findSession: (token: string) => statements.findSession.first({ hash: hashOf(token), now: clock.now() }),
    endSession: async (token: string) => {
      await commit([statements.endSession.write({ hash: hashOf(token) })]);
    },
    forgetOver: async () => {
      const now = clock.now();
      await commit([statements.forgetLinks.write({ now }), statements.forgetSessions.write({ now })]);
    },
  };
};

const prepareSignIn = ({ db, tables: { loginLinks, sessions }, prepare }: Engine) => ({
  addLink: prepare('access.addLink', (slot: Slots<Row<'loginLinks'>>) =>
    db.insert(loginLinks).values(rowSlots(loginLinks, slot)),
  ),
  useLink: prepare('access.useLink', (slot: Slots<{ hash: string; now: Date }>) =>
    db
      .update(loginLinks)
      .set({ usedAt: slot.now })
      .where(
        and(eq(loginLinks.hash, slot.hash), isNull(loginLinks.usedAt), gt(loginLinks.expiresAt, slot.now)),
      )
      .returning({ storeId: loginLinks.storeId }),
  ),
  addSession: prepare('access.addSession', (slot: Slots<Row<'sessions'>>) =>
    db.insert(sessions).values(rowSlots(sessions, slot)),
  ),
  findSession: prepare('access.findSession', (slot: Slots<{ hash: string; now: Date }>) =>
    db
      .select({ storeId: sessions.storeId })
      .from(sessions)
      .where(and(eq(sessions.hash, slot.hash), gt(sessions.expiresAt, slot.now))),
  ),
  endSession: prepare('access.endSession', (slot: Slots<{ hash: string }>) =>
    db.delete(sessions).where(eq(sessions.hash, slot.hash)),
  ),
  forgetLinks: prepare('access.forgetLinks', (slot: Slots<{ now: Date }>) =>
    db.delete(loginLinks).where(lte(loginLinks.expiresAt, slot.now)),
  ),
  forgetSessions: prepare('access.forgetSessions', (slot: Slots<{ now: Date }>) =>
    db.delete(sessions).where(lte(sessions.expiresAt, slot.now)),
  ),
});

/** 256 random bits. */
const newToken = (randomBytes: RandomBytes) => Buffer.from(randomBytes(32)).toString('base64url');

/** Tokens are random, so a plain hash cannot be guessed back, and looking one up by it leaks no timing. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');
