import { and, asc, eq, sql } from 'drizzle-orm';
import type { Click, Subject } from '../core/results/click.ts';
import type { StoreId } from '../core/words/ids.ts';
import type { Clicks } from '../ports/store/clicks.ts';
import type { Engine } from './engine.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createClicks = (engine: Engine): Clicks => ({
  ...createRows(engine),
  ...createEvidence(engine),
});

const createRows = ({ db, kit, tables: { clicks }, prepare }: Engine) => {
  const ofSubjects = prepare(
    'clicks.ofSubjects',
    (slot: Slots<{ storeId: StoreId; subjects: readonly string[] }>) =>
      db
        .select()
        .from(clicks)
        .where(and(eq(clicks.storeId, slot.storeId), kit.anyOf(clicks.subject, slot.subjects)))
        .orderBy(asc(clicks.at), asc(clicks.id)),
  );
  const insert = prepare('clicks.insert', (slot: Slots<Row<'clicks'>>) =>
    db.insert(clicks).values(rowSlots(clicks, slot)),
  );
  const revise = prepare(
    'clicks.revise',
    (slot: Slots<Pick<Row<'clicks'>, 'storeId' | 'id' | 'kind' | 'reason' | 'countedOn'>>) =>
      db
        .update(clicks)
        .set({ kind: slot.kind, reason: slot.reason, countedOn: slot.countedOn })
        .where(and(eq(clicks.id, slot.id), eq(clicks.storeId, slot.storeId))),
  );

  return {
    ofSubjects: async (storeId, subjects) =>
      subjects.length === 0 ? [] : (await ofSubjects.read({ storeId, subjects })).map(clickOf),
    insert: ({ verdict, ...click }) =>
      insert.write({
        ...click,
        kind: verdict.kind,
        reason: verdict.kind === 'machine' ? verdict.reason : null,
      }),
    revise: (storeId, id, { verdict, countedOn }) => {
      const reason = verdict.kind === 'machine' ? verdict.reason : null;
      return revise.write({ storeId, id, kind: verdict.kind, reason, countedOn }, { expect: 1 });
    },
  } satisfies Partial<Clicks>;
};

const clickOf = ({ kind, reason, ...row }: Row<'clicks'>): Click => ({
  ...row,
  verdict: kind === 'machine' && reason !== null ? { kind, reason } : { kind: 'human' },
});

const createEvidence = ({ db, kit, tables: { evidence }, prepare }: Engine) => {
  const revisions = prepare(
    'clicks.revisions',
    (slot: Slots<{ storeId: StoreId; subjects: readonly string[] }>) =>
      db
        .select({ subject: evidence.subject, revision: evidence.revision })
        .from(evidence)
        .where(and(eq(evidence.storeId, slot.storeId), kit.anyOf(evidence.subject, slot.subjects))),
  );
  const begin = prepare('clicks.beginEvidence', (slot: Slots<Row<'evidence'>>) =>
    db.insert(evidence).values(rowSlots(evidence, slot)),
  );
  /** Several orders of one unit may rely on the same absence; a click in between leaves a higher revision. */
  const holdAbsence = prepare('clicks.holdAbsence', (slot: Slots<Row<'evidence'>>) =>
    db
      .insert(evidence)
      .values(rowSlots(evidence, slot))
      .onConflictDoUpdate({
        target: [evidence.storeId, evidence.subject],
        set: { revision: evidence.revision },
        setWhere: eq(evidence.revision, 0),
      }),
  );
  const isSubject = (slot: Slots<{ storeId: StoreId; subject: Subject; revision: number }>) =>
    and(
      eq(evidence.storeId, slot.storeId),
      eq(evidence.subject, slot.subject),
      eq(evidence.revision, slot.revision),
    );
  const change = prepare('clicks.changeEvidence', (slot: Slots<Row<'evidence'>>) =>
    db
      .update(evidence)
      .set({ revision: sql`${evidence.revision} + 1` })
      .where(isSubject(slot)),
  );
  /** Writes what stands there already: that takes the row's lock, so that no click is committed beside this unit. */
  const hold = prepare('clicks.holdEvidence', (slot: Slots<Row<'evidence'>>) =>
    db.update(evidence).set({ revision: evidence.revision }).where(isSubject(slot)),
  );

  return {
    revisions: async (storeId, subjects) => {
      const rows = subjects.length === 0 ? [] : await revisions.read({ storeId, subjects });
      const known = new Map(rows.map(({ subject, revision }) => [subject, revision]));
      return new Map(subjects.map((subject) => [subject, known.get(subject) ?? null]));
    },
    relyOn: ({ storeId, subject, revision, changes }) => {
      if (revision === null)
        return changes
          ? begin.write({ storeId, subject, revision: 1 })
          : holdAbsence.write({ storeId, subject, revision: 0 }, { expect: 1 });
      const statement = changes ? change : hold;
      return statement.write({ storeId, subject, revision }, { expect: 1 });
    },
  } satisfies Partial<Clicks>;
};
