import type { SendResult } from '../../ports/channel.ts';
import type { MessageFacts, StoredMessage } from '../../ports/store/messages.ts';
import type { Write } from '../../ports/store/write.ts';
import type { Prepared } from '../reminders/hand-over.ts';
import { told, type ReminderParts } from '../reminders/parts.ts';
import { nextTry, PAUSE_MS, suppressed } from '../reminders/record-result.ts';
import { readByHand } from './by-hand-situation.ts';

const MOST_CONFLICTS = 10;

/** What the channel answered is written against the newest state; it was said once and must not be lost. */
export const recordByHand = async (
  parts: ReminderParts,
  { message: sent, attemptId }: Prepared,
  result: SendResult,
): Promise<void> => {
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
    const now = parts.clock.now();
    const message = attempt === 0 ? sent : await parts.store.messages.find(sent.id);
    if (message === null || !awaits(message, result)) return;
    const situation = (await readByHand(parts, message, now))?.situation ?? null;
    const store = await parts.store.stores.find(message.storeId);
    const given = { message, result, now, timeZone: store?.settings.timeZone ?? 'UTC' };
    const writes = [
      ...changes(parts, given),
      parts.store.messages.attemptEnded(attemptId, endOf(result, now)),
      ...(situation === null ? [] : await suppressed(parts, { ...given, situation })),
    ];
    if ((await parts.store.commit(writes)) === 'committed') return;
  }
  parts.log.error({ messageId: sent.id }, 'the result of a message met conflicts without end');
};

/** One whose lease ran out was taken for uncertain; that it was accepted may still be told. */
const awaits = ({ state, settledAt }: StoredMessage, { kind }: SendResult): boolean =>
  state === 'sending' || (state === 'uncertain' && settledAt === null && kind === 'accepted');

const endOf = (result: SendResult, at: Date) => ({
  at,
  outcome: result.kind,
  reason: 'reason' in result ? result.reason : null,
  providerId: result.kind === 'accepted' ? result.providerId : null,
});

type Given = {
  readonly message: StoredMessage;
  readonly result: SendResult;
  readonly now: Date;
  /** Of the store. */
  readonly timeZone: string;
};

const changes = (parts: ReminderParts, given: Given): readonly Write[] => {
  const { message, result, now } = given;
  const later = (ms: number): Date => new Date(now.getTime() + ms);
  switch (result.kind) {
    case 'accepted':
      return settled(parts, given, {
        state: 'accepted',
        acceptedAt: now,
        providerId: result.providerId,
      });
    case 'uncertain':
      return settled(parts, given, { state: 'uncertain', reason: 'no_answer_after_data' });
    case 'refused':
      return failed(parts, given, result.suppress ? 'recipient_refused' : 'message_refused');
    case 'withdrawn':
      return plannedAgain(parts, message, { dueAt: now });
    case 'channel_down':
      return plannedAgain(parts, message, { dueAt: later(PAUSE_MS), lastVerdict: 'wait:channel_down' });
    case 'retry': {
      const dueAt = nextTry(message, now, result.afterMs);
      return dueAt === null
        ? failed(parts, given, 'retries_exhausted')
        : plannedAgain(parts, message, { dueAt });
    }
    default:
      return result satisfies never;
  }
};

type Settled = Partial<MessageFacts> & Pick<StoredMessage, 'state'>;

const failed = (
  parts: ReminderParts,
  given: Given,
  reason: NonNullable<StoredMessage['reason']>,
): readonly Write[] => settled(parts, given, { state: 'failed', reason, sentAt: null, settledAt: given.now });

const settled = (parts: ReminderParts, given: Given, change: Settled): readonly Write[] => {
  const { message, now } = given;
  return [
    parts.store.messages.changed(message, { ...change, claimedUntil: null }),
    told(parts, {
      storeId: message.storeId,
      cartId: message.cartId,
      at: now,
      kind: `message_${change.state}`,
      reason: change.reason ?? null,
      facts: { messageId: message.id, byHand: true, channel: message.channel },
    }),
    ...counted(parts, given, change.state),
  ];
};

/** Counts on the day on which it was written, as one of no flow. */
const counted = (
  { store }: ReminderParts,
  { message, timeZone }: Given,
  state: StoredMessage['state'],
): readonly Write[] =>
  state !== 'accepted' && state !== 'failed'
    ? []
    : store.reports.count({
        kind: state === 'accepted' ? 'reached' : 'failed',
        storeId: message.storeId,
        timeZone,
        openedAt: message.plannedAt,
        flow: null,
        stepId: null,
        channel: message.channel,
      });

/** Nothing was handed over. */
const plannedAgain = (
  { store }: ReminderParts,
  message: StoredMessage,
  change: Partial<MessageFacts> & { readonly dueAt: Date },
): readonly Write[] => [
  store.messages.changed(message, { state: 'planned', claimedUntil: null, sentAt: null, ...change }),
  store.dueStores.broughtForward(message.storeId, change.dueAt),
];
