import { createHash } from 'node:crypto';
import { and, eq, gt, isNotNull, isNull, lte, type SQL } from 'drizzle-orm';
import type { StoreId } from '../core/words/ids.ts';
import type { Platform } from '../core/words/vocabulary.ts';
import type { ConnectStanding, ConnectStates } from '../ports/store/connect-states.ts';
import type { Engine, Prepared } from './engine.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { StoreSurroundings } from './surroundings.ts';
import type { Row } from './tables/tables.ts';

const LIFE_MS = 10 * 60_000;
/** What was begun stays readable a little longer than it can be used, to say what became of it. */
const KEPT_MS = 60 * 60_000;

export const createConnectStates = (
  engine: Engine,
  { clock, randomBytes }: Pick<StoreSurroundings, 'clock' | 'randomBytes'>,
): ConnectStates => {
  const { apply, commit } = engine;
  const statements = prepareConnectStates(engine);
  const newToken = () => Buffer.from(randomBytes(32)).toString('base64url');
  const named = (platform: Platform, state: string): Named => ({
    hash: hashOf(state),
    platform,
    now: clock.now(),
  });
  const taken = async <Given>(statement: Prepared<Given, Taken>, given: Given): Promise<Taken | null> => {
    const applied = await apply([statement.write(given, { expect: 1 })]);
    return applied.kind === 'conflict' ? null : (statement.rows(applied.results[0])[0] ?? null);
  };

  return {
    begin: async (platform, begun) => {
      const [state, browser] = [newToken(), newToken()];
      const expiresAt = new Date(clock.now().getTime() + LIFE_MS);
      const hashes = { hash: hashOf(state), browserHash: hashOf(browser) };
      await commit([statements.begin.write({ ...FRESH, ...hashes, platform, begun, expiresAt })]);
      return { state, browser: { token: browser, expiresAt } };
    },
    takeFromBrowser: ({ platform, state, browser }) =>
      taken(statements.takeFromBrowser, { ...named(platform, state), browserHash: hashOf(browser) }),
    takeFromCall: ({ platform, state }) => taken(statements.takeFromCall, named(platform, state)),
    ended: async (state, end) => {
      const storeId = end.kind === 'connected' ? end.storeId : null;
      const refusal = end.kind === 'refused' ? end.reason.slice(0, 300) : null;
      await commit([statements.end.write({ hash: hashOf(state), storeId, refusal })]);
    },
    ofBrowser: async (platform, browser) => {
      const row = await statements.ofBrowser.first({ platform, browserHash: hashOf(browser) });
      return standingOf(row, clock.now());
    },
    signInOnce: async (platform, browser) => {
      const given = { platform, browserHash: hashOf(browser), now: clock.now() };
      return (await commit([statements.signIn.write(given, { expect: 1 })])) === 'committed';
    },
    forgetOver: async () => {
      await commit([statements.forget.write({ before: new Date(clock.now().getTime() - KEPT_MS) })]);
    },
  };
};

const FRESH = { usedAt: null, storeId: null, refusal: null, signedInAt: null };

const standingOf = (row: Row<'connectStates'> | null, now: Date): ConnectStanding => {
  if (row === null) return { kind: 'unknown' };
  if (row.storeId !== null) return { kind: 'connected', storeId: row.storeId };
  if (row.refusal !== null) return { kind: 'refused', reason: row.refusal };
  return row.expiresAt > now ? { kind: 'waiting' } : { kind: 'unknown' };
};

const prepareConnectStates = (engine: Engine) => ({ ...prepareTaking(engine), ...prepareStanding(engine) });

type Named = { hash: string; platform: Platform; now: Date };
type Taken = Pick<Row<'connectStates'>, 'begun'>;

const prepareTaking = ({ db, prepare, tables: { connectStates: states } }: Engine) => {
  /** Once, and while it lasts. */
  const take = (slot: Slots<Named>, ...more: readonly SQL[]) =>
    db
      .update(states)
      .set({ usedAt: slot.now })
      .where(
        and(
          eq(states.hash, slot.hash),
          eq(states.platform, slot.platform),
          ...more,
          isNull(states.usedAt),
          gt(states.expiresAt, slot.now),
        ),
      )
      .returning({ begun: states.begun });
  return {
    begin: prepare('connectStates.begin', (slot: Slots<Row<'connectStates'>>) =>
      db.insert(states).values(rowSlots(states, slot)),
    ),
    takeFromBrowser: prepare(
      'connectStates.takeFromBrowser',
      (slot: Slots<Named & { browserHash: string }>) => take(slot, eq(states.browserHash, slot.browserHash)),
    ),
    takeFromCall: prepare('connectStates.takeFromCall', (slot: Slots<Named>) => take(slot)),
  };
};

const prepareStanding = ({ db, prepare, tables: { connectStates: states } }: Engine) => ({
  end: prepare(
    'connectStates.end',
    (slot: Slots<{ hash: string; storeId: StoreId | null; refusal: string | null }>) =>
      db
        .update(states)
        .set({ storeId: slot.storeId, refusal: slot.refusal })
        .where(eq(states.hash, slot.hash)),
  ),
  ofBrowser: prepare('connectStates.ofBrowser', (slot: Slots<{ platform: Platform; browserHash: string }>) =>
    db
      .select()
      .from(states)
      .where(and(eq(states.browserHash, slot.browserHash), eq(states.platform, slot.platform))),
  ),
  signIn: prepare(
    'connectStates.signIn',
    (slot: Slots<{ platform: Platform; browserHash: string; now: Date }>) =>
      db
        .update(states)
        .set({ signedInAt: slot.now })
        .where(
          and(
            eq(states.browserHash, slot.browserHash),
            eq(states.platform, slot.platform),
            isNotNull(states.storeId),
            isNull(states.signedInAt),
            gt(states.expiresAt, slot.now),
          ),
        ),
  ),
  forget: prepare('connectStates.forget', (slot: Slots<{ before: Date }>) =>
    db.delete(states).where(lte(states.expiresAt, slot.before)),
  ),
});

/** Both are random, so a plain hash cannot be guessed back, and looking one up by it leaks no timing. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');
