import { and, eq, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { mergeChanges, type SettingsChange } from '../core/flows/default-settings.ts';
import type { StoreId } from '../core/words/ids.ts';
import type { Platform } from '../core/words/vocabulary.ts';
import type { ConnectedStore, StoreDescription } from '../ports/store/stores.ts';
import type { Engine } from './engine.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export type StoreStatements = ReturnType<typeof prepareStores>;

export const prepareStores = (engine: Engine) => ({
  ...prepareReads(engine),
  ...prepareConnecting(engine),
  ...prepareRenewing(engine),
  ...prepareStates(engine),
  ...prepareTail(engine),
  ...makeChanges(engine),
});

const prepareReads = ({ db, tables: { stores }, prepare }: Engine) => ({
  find: prepare('stores.find', (slot: Slots<{ id: StoreId }>) =>
    db.select().from(stores).where(eq(stores.id, slot.id)),
  ),
  findByKey: prepare('stores.findByKey', (slot: Slots<{ platform: Platform; externalKey: string }>) =>
    db
      .select()
      .from(stores)
      .where(and(eq(stores.platform, slot.platform), eq(stores.externalKey, slot.externalKey))),
  ),
  list: prepare('stores.list', () => db.select().from(stores).orderBy(stores.id)),
});

const prepareConnecting = ({ db, tables: { stores }, prepare }: Engine) => ({
  add: prepare('stores.add', (slot: Slots<Row<'stores'>>) =>
    db.insert(stores).values(rowSlots(stores, slot)),
  ),
  replace: prepare('stores.replace', (slot: Slots<Row<'stores'> & { readRevision: number }>) =>
    db
      .update(stores)
      .set(rowSlots(stores, slot))
      .where(and(eq(stores.id, slot.id), eq(stores.revision, slot.readRevision))),
  ),
  renewCredentials: prepare(
    'stores.renewCredentials',
    (slot: Slots<{ id: StoreId; until: Date; credentialsEnc: string | null }>) =>
      db
        .update(stores)
        .set({
          credentialsEnc: slot.credentialsEnc,
          renewingUntil: null,
          lapsedAt: null,
          lapsedReason: null,
        })
        .where(and(eq(stores.id, slot.id), eq(stores.renewingUntil, slot.until))),
  ),
});

/** The pair of tokens changes in one statement, and only for whoever claimed the renewal: a reconnect ends the claim. */
const prepareRenewing = ({ db, tables: { stores }, prepare }: Engine) => ({
  claimRenewal: prepare('stores.claimRenewal', (slot: Slots<{ id: StoreId; now: Date; until: Date }>) =>
    db
      .update(stores)
      .set({ renewingUntil: slot.until })
      .where(
        and(eq(stores.id, slot.id), or(isNull(stores.renewingUntil), lte(stores.renewingUntil, slot.now))),
      ),
  ),
  releaseRenewal: prepare('stores.releaseRenewal', (slot: Slots<{ id: StoreId; until: Date }>) =>
    db
      .update(stores)
      .set({ renewingUntil: null })
      .where(and(eq(stores.id, slot.id), eq(stores.renewingUntil, slot.until))),
  ),
  lapse: prepare('stores.lapse', (slot: Slots<{ id: StoreId; until: Date; at: Date; reason: string }>) =>
    db
      .update(stores)
      .set({
        renewingUntil: null,
        lapsedAt: sql`coalesce(${stores.lapsedAt}, ${slot.at})`,
        lapsedReason: slot.reason,
      })
      .where(and(eq(stores.id, slot.id), eq(stores.renewingUntil, slot.until))),
  ),
  grantScopes: prepare(
    'stores.grantScopes',
    (slot: Slots<{ id: StoreId; scopes: readonly string[]; at: Date }>) =>
      db
        .update(stores)
        .set({ grantedScopes: slot.scopes, grantedAt: slot.at })
        .where(and(eq(stores.id, slot.id), or(isNull(stores.grantedAt), lte(stores.grantedAt, slot.at)))),
  ),
});

const prepareStates = ({ db, tables: { stores }, prepare }: Engine) => ({
  pause: prepare('stores.pause', (slot: Slots<{ id: StoreId; reason: string }>) =>
    db
      .update(stores)
      .set({ state: 'paused', stateReason: slot.reason, revision: sql`${stores.revision} + 1` })
      .where(and(eq(stores.id, slot.id), eq(stores.state, 'active'))),
  ),
  resume: prepare('stores.resume', (slot: Slots<{ id: StoreId; now: Date }>) =>
    db
      .update(stores)
      .set({
        state: 'active',
        stateReason: null,
        connectedAt: slot.now,
        revision: sql`${stores.revision} + 1`,
      })
      .where(and(eq(stores.id, slot.id), eq(stores.state, 'paused'))),
  ),
  remove: prepare('stores.remove', (slot: Slots<{ id: StoreId; reason: string }>) =>
    db
      .update(stores)
      .set({
        state: 'uninstalled',
        stateReason: slot.reason,
        credentialsEnc: null,
        renewingUntil: null,
        lapsedAt: null,
        lapsedReason: null,
        revision: sql`${stores.revision} + 1`,
      })
      .where(eq(stores.id, slot.id)),
  ),
});

/** None of these is an edit by a person: the revision that a settings page read stays valid. */
const prepareTail = ({ db, tables: { stores }, prepare, kit }: Engine) => ({
  ordersRead: prepare('stores.ordersRead', (slot: Slots<{ id: StoreId; seenUntil: Date; watermark: Date }>) =>
    db
      .update(stores)
      .set({
        ordersSeenUntil: kit.greatest(
          sql`coalesce(${stores.ordersSeenUntil}, ${slot.seenUntil})`,
          slot.seenUntil,
        ),
        tailWatermark: kit.greatest(
          sql`coalesce(${stores.tailWatermark}, ${slot.watermark})`,
          slot.watermark,
        ),
        tailFailingSince: null,
        tailReason: null,
      })
      .where(eq(stores.id, slot.id)),
  ),
  ordersNotRead: prepare('stores.ordersNotRead', (slot: Slots<{ id: StoreId; at: Date; reason: string }>) =>
    db
      .update(stores)
      .set({
        tailFailingSince: sql`coalesce(${stores.tailFailingSince}, ${slot.at})`,
        tailReason: slot.reason,
      })
      .where(eq(stores.id, slot.id)),
  ),
  heard: prepare('stores.heard', (slot: Slots<{ id: StoreId; at: Date }>) =>
    db
      .update(stores)
      .set({ lastWebhookAt: slot.at })
      .where(
        and(eq(stores.id, slot.id), or(isNull(stores.lastWebhookAt), lt(stores.lastWebhookAt, slot.at))),
      ),
  ),
});

const makeChanges = ({ db, tables: { stores }, write }: Engine) => ({
  changeSettings: (store: ConnectedStore, changes: SettingsChange, smtpUrlEnc: string | null | undefined) =>
    write(
      db
        .update(stores)
        .set({
          settings: mergeChanges(store.changedSettings, changes),
          smtpUrlEnc,
          revision: sql`${stores.revision} + 1`,
        })
        .where(and(eq(stores.id, store.id), eq(stores.revision, store.revision))),
      { expect: 1 },
    ),
  describe: (id: StoreId, facts: Partial<StoreDescription>) =>
    write(
      db
        .update(stores)
        .set({ ...facts, revision: sql`${stores.revision} + 1` })
        .where(eq(stores.id, id)),
    ),
});
