import type { Clock } from '../../../ports/clock.ts';
import type { KeyInUse } from '../../../ports/store/key-rotation.ts';
import type { Store } from '../../../ports/store/store.ts';
import { auditSince } from '../audit.ts';
import { fine, inWords, wrong, type Examiner, type Finding } from './check.ts';

export type WorkExaminerParts = {
  readonly store: Pick<Store, 'stores' | 'dueStores' | 'deliveries'> & {
    readonly reader: Pick<Store['reader'], 'audit' | 'deliveries' | 'messageList' | 'keyRotation'>;
  };
  readonly clock: Pick<Clock, 'now'>;
  /** Of ENCRYPTION_KEY, and of ENCRYPTION_KEY_PREVIOUS where there is one. */
  readonly keyIds: readonly string[];
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What the server does, judged by what it leaves undone. */
export const workExaminers = (parts: WorkExaminerParts): readonly Examiner[] => [
  { name: 'key_ids', limitMs: 60_000, look: () => keyIds(parts) },
  { name: 'last_sweep', look: () => lastSweep(parts) },
  { name: 'backlog', look: () => backlog(parts) },
  { name: 'dead_deliveries', look: () => deadDeliveries(parts) },
  { name: 'uncertain_messages', look: () => uncertain(parts) },
  { name: 'audit', limitMs: 60_000, look: () => audit(parts) },
];

const keyIds = async ({ store, keyIds: known }: WorkExaminerParts): Promise<Finding> => {
  const inUse = await store.reader.keyRotation.keysInUse();
  const foreign = inUse.filter(({ keyId }) => !known.includes(keyId));
  if (foreign.length === 0) return fine(await previousKey(store.reader, inUse, known));
  const words = foreign.map(({ keyId, rows }) => `${rows} rows under ${keyId}`).join(', ');
  return wrong(`${words}: neither ENCRYPTION_KEY nor ENCRYPTION_KEY_PREVIOUS opens them`);
};

/** Who forgets a key that one row needs has lost that row: so it is looked for everywhere, not at both ends alone. */
const previousKey = async (
  { keyRotation }: Pick<WorkExaminerParts['store']['reader'], 'keyRotation'>,
  inUse: readonly KeyInUse[],
  [, previous]: readonly string[],
): Promise<string> => {
  if (previous === undefined) return 'all that was looked at is under ENCRYPTION_KEY';
  const left = inUse.find(({ keyId }) => keyId === previous);
  if (left !== undefined) return `${left.rows} rows still need ENCRYPTION_KEY_PREVIOUS`;
  return (await keyRotation.isNeeded(previous))
    ? 'rows still need ENCRYPTION_KEY_PREVIOUS'
    : 'all is under ENCRYPTION_KEY; links that people passed on before it need ENCRYPTION_KEY_PREVIOUS for 30 days';
};

/** A sweep looks every second; a store that is due for longer was overlooked. */
const lastSweep = async ({ store, clock }: WorkExaminerParts): Promise<Finding> => {
  const now = clock.now();
  const [oldest] = await store.dueStores.due(now, 1);
  const overdue = oldest === undefined ? 0 : now.getTime() - oldest.dueAt.getTime();
  return overdue > 2 * MINUTE_MS
    ? wrong(`a store has waited for ${inWords(overdue)}: does the server run?`)
    : fine('nothing is overdue');
};

const backlog = async ({ store, clock }: WorkExaminerParts): Promise<Finding> => {
  const now = clock.now();
  const [oldest] = await store.deliveries.due(now, 1);
  const counts = await store.reader.deliveries.counts();
  const waiting = counts.reduce((sum, { state, count }) => sum + (state === 'received' ? count : 0), 0);
  const due = await store.reader.messageList.countDue(now);
  const words = `${waiting} deliveries and ${due} messages wait`;
  const late = oldest === undefined ? 0 : now.getTime() - oldest.nextAttemptAt.getTime();
  return late > 2 * MINUTE_MS ? wrong(`${words}, the oldest delivery for ${inWords(late)}`) : fine(words);
};

const DEAD_WITHIN_MS = 7 * DAY_MS;

const deadDeliveries = async ({ store, clock }: WorkExaminerParts): Promise<Finding> => {
  const [newest] = await store.reader.deliveries.list({ states: ['dead'], limit: 1 });
  if (newest === undefined) return fine('none');
  const counts = await store.reader.deliveries.counts();
  const dead = counts.reduce((sum, { state, count }) => sum + (state === 'dead' ? count : 0), 0);
  const age = clock.now().getTime() - newest.receivedAt.getTime();
  const words = `${dead} in all, the newest ${inWords(age)} ago`;
  return age > DEAD_WITHIN_MS
    ? fine(words)
    : wrong(`${words} (${newest.platform} ${newest.topic}): see \`retorno deliveries list --state dead\``);
};

/** A crash leaves at most as many as were in hand, 10 by default. */
const MOST_UNCERTAIN = 10;

const uncertain = async ({ store, clock }: WorkExaminerParts): Promise<Finding> => {
  const since = new Date(clock.now().getTime() - DAY_MS);
  const found = await store.reader.audit.uncertainSince(since);
  const words = `${found} within a day`;
  return found > MOST_UNCERTAIN ? wrong(`${words}: does the mail server answer?`) : fine(words);
};

const AUDITED_MS = 7 * DAY_MS;
const MOST_NAMED = 5;

const audit = async ({ store, clock }: WorkExaminerParts): Promise<Finding> => {
  const found = await auditSince({ store }, new Date(clock.now().getTime() - AUDITED_MS));
  const named = [
    ['to buyers', found.messagesToBuyers],
    ['twice', found.stepsSentTwice],
    ['in quiet hours', found.sendsInQuietHours],
  ] as const;
  const cases = named.filter(([, list]) => list.length > 0);
  if (cases.length === 0) return fine('of the last 7 days nothing went to buyers, twice or in quiet hours');
  return wrong(
    cases
      .map(
        ([what, list]) =>
          `${list.length} ${what} (${list
            .slice(0, MOST_NAMED)
            .map((one) => one.messageId)
            .join(', ')})`,
      )
      .join('; '),
  );
};
