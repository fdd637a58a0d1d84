import { and, count, desc, eq, isNull, lt } from 'drizzle-orm';
import { z } from 'zod';
import { keyedHash } from '../core/privacy/redaction.ts';
import type { DataRequestId, StoreId } from '../core/words/ids.ts';
import { SecretUnreadable, type Secrets } from '../ports/secrets.ts';
import type {
  AskingPerson,
  DataRequest,
  DataRequests,
  PersonalDataRequest,
} from '../ports/store/data-requests.ts';
import type { Stores } from '../ports/store/stores.ts';
import type { Engine } from './engine.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createDataRequests = (
  engine: Engine,
  secrets: Secrets,
  stores: Pick<Stores, 'secrets'>,
): DataRequests => {
  const statements = prepareDataRequests(engine);
  const listRows = (storeId: StoreId, { limit, before }: Parameters<DataRequests['list']>[1]) =>
    statements.list.read({ storeId, limit, before: before ?? AFTER_ALL_IDS });

  return {
    prepare: async ({ person, ...request }) => {
      const own = (await stores.secrets(request.storeId))?.own;
      if (own === undefined) throw new Error(`There is no store ${request.storeId}.`);
      const text = JSON.stringify(person);
      return statements.add.write({
        ...request,
        answeredAt: null,
        personEnc: secrets.seal(text, { purpose: PURPOSE, storeId: request.storeId }),
        personHash: keyedHash(`data request ${text}`, Buffer.from(own, 'base64url')),
      });
    },
    find: async (storeId, id) => {
      const row = await statements.find.first({ storeId, id });
      return row === null ? null : { ...toRequest(row), person: openPerson(secrets, row) };
    },
    list: async (storeId, page) => (await listRows(storeId, page)).map(toRequest),
    listPersonal: async (storeId, page) =>
      (await listRows(storeId, page)).map((row) => toPersonal(secrets, row)),
    countWaiting: async (storeId) => (await statements.countWaiting.first({ storeId }))?.waiting ?? 0,
    answered: (storeId, id, at) => statements.answer.write({ storeId, id, answeredAt: at }),
    forgotten: (storeId, ids) => statements.forget.write({ storeId, ids }),
    forgottenBefore: (storeId, before) => statements.forgetBefore.write({ storeId, before }),
  };
};

const PURPOSE = 'data_requests.person';
/** Ids are lower-case letters and digits. */
const AFTER_ALL_IDS = '~' as DataRequestId;

const prepareDataRequests = ({ db, kit, prepare, tables: { dataRequests } }: Engine) => ({
  add: prepare('dataRequests.add', (slot: Slots<Row<'dataRequests'>>) =>
    db.insert(dataRequests).values(rowSlots(dataRequests, slot)).onConflictDoNothing(),
  ),
  find: prepare('dataRequests.find', (slot: Slots<{ storeId: StoreId; id: DataRequestId }>) =>
    db
      .select()
      .from(dataRequests)
      .where(and(eq(dataRequests.storeId, slot.storeId), eq(dataRequests.id, slot.id))),
  ),
  list: prepare(
    'dataRequests.list',
    (slot: Slots<{ storeId: StoreId; before: DataRequestId; limit: number }>) =>
      db
        .select()
        .from(dataRequests)
        .where(and(eq(dataRequests.storeId, slot.storeId), lt(dataRequests.id, slot.before)))
        .orderBy(desc(dataRequests.id))
        .limit(slot.limit),
  ),
  countWaiting: prepare('dataRequests.countWaiting', (slot: Slots<{ storeId: StoreId }>) =>
    db
      .select({ waiting: count() })
      .from(dataRequests)
      .where(and(eq(dataRequests.storeId, slot.storeId), isNull(dataRequests.answeredAt))),
  ),
  answer: prepare(
    'dataRequests.answer',
    (slot: Slots<{ storeId: StoreId; id: DataRequestId; answeredAt: Date }>) =>
      db
        .update(dataRequests)
        .set({ answeredAt: slot.answeredAt })
        .where(
          and(
            eq(dataRequests.storeId, slot.storeId),
            eq(dataRequests.id, slot.id),
            isNull(dataRequests.answeredAt),
          ),
        ),
  ),
  forget: prepare('dataRequests.forget', (slot: Slots<{ storeId: StoreId; ids: readonly string[] }>) =>
    db
      .delete(dataRequests)
      .where(and(eq(dataRequests.storeId, slot.storeId), kit.anyOf(dataRequests.id, slot.ids))),
  ),
  forgetBefore: prepare('dataRequests.forgetBefore', (slot: Slots<{ storeId: StoreId; before: Date }>) =>
    db
      .delete(dataRequests)
      .where(and(eq(dataRequests.storeId, slot.storeId), lt(dataRequests.receivedAt, slot.before))),
  ),
});

const toRequest = ({ id, storeId, receivedAt, answeredAt }: Row<'dataRequests'>): DataRequest => ({
  id,
  storeId,
  receivedAt,
  answeredAt,
});

const toPersonal = (secrets: Secrets, row: Row<'dataRequests'>): PersonalDataRequest => {
  try {
    return { ...toRequest(row), person: openPerson(secrets, row) };
  } catch (reason) {
    if (reason instanceof SecretUnreadable) return { ...toRequest(row), person: NOBODY };
    throw reason;
  }
};

const NOBODY: AskingPerson = { emailKeys: [], phoneKeys: [], customerId: null };

const openPerson = (
  secrets: Secrets,
  { storeId, personEnc }: Pick<Row<'dataRequests'>, 'storeId' | 'personEnc'>,
): AskingPerson => PERSON.parse(JSON.parse(secrets.open(personEnc, { purpose: PURPOSE, storeId })));

const PERSON = z.object({
  emailKeys: z.array(z.string()),
  phoneKeys: z.array(z.string()),
  customerId: z.string().nullable(),
});
