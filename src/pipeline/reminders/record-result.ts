import { maskEmail } from '../../core/privacy/mask.ts';
import type { AttemptId } from '../../core/words/ids.ts';
import type { MessageReason } from '../../core/words/reason-codes.ts';
import type { SendResult } from '../../ports/channel.ts';
import type { Log } from '../../ports/log.ts';
import type { MessageFacts, StoredMessage } from '../../ports/store/messages.ts';
import type { Situation } from '../../ports/store/snapshots.ts';
import type { Write } from '../../ports/store/write.ts';
import { planAfter } from './carry-out.ts';
import type { Prepared } from './hand-over.ts';
import { told, type ReminderParts } from './parts.ts';

type Parts = Pick<ReminderParts, 'store' | 'randomBytes'>;

type Result = {
  /** As it was being sent. */
  readonly message: StoredMessage;
  readonly attemptId: AttemptId;
  readonly situation: Situation;
  readonly result: SendResult;
  readonly now: Date;
};

type SituationOf = (message: StoredMessage, now: Date) => Promise<Situation | null>;

const MOST_CONFLICTS = 10;

/** What the channel answered is written against the newest state; it was said once and must not be lost. */
export const createRecord =
  (parts: ReminderParts, situationOf: SituationOf) =>
  async ({ message: sent, attemptId }: Prepared, result: SendResult): Promise<void> => {
    for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
      const now = parts.clock.now();
      const message = attempt === 0 ? sent : await parts.store.messages.find(sent.id);
      const situation = message && (await situationOf(message, now));
      if (message === null || situation === null || !awaits(message, result)) return;
      const writes = await recordResult(parts, { message, attemptId, situation, result, now });
      if ((await parts.store.commit(writes)) === 'committed') return logged(parts.log, message, result);
    }
    parts.log.error({ messageId: sent.id }, 'the result of a message met conflicts without end');
  };

/** Without the server's words: they may name the recipient. */
const logged = (log: Log, { id, storeId, channel }: StoredMessage, { kind: outcome }: SendResult): void => {
  const facts = { messageId: id, storeId, channel, outcome };
  if (outcome === 'channel_down') log.warn(facts, 'channel paused');
  else if (outcome === 'uncertain') log.warn(facts, 'message uncertain');
  else log.info(facts, 'message handled');
};

/** One whose lease ran out was planned on as uncertain; that it was accepted may still be told. */
const awaits = ({ state, settledAt }: StoredMessage, { kind }: SendResult): boolean =>
  state === 'sending' || (state === 'uncertain' && settledAt === null && kind === 'accepted');

/** What the channel's answer changes, with the step after it: one unit. */
const recordResult = async (parts: Parts, given: Result): Promise<readonly Write[]> => {
  const { result } = given;
  switch (result.kind) {
    case 'accepted':
      return settled(parts, given, {
        state: 'accepted',
        acceptedAt: given.now,
        providerId: result.providerId,
      });
    case 'uncertain':
      return settled(parts, given, { state: 'uncertain', reason: 'no_answer_after_data' });
    case 'refused':
      return [...(await suppressed(parts, given)), ...refused(parts, given)];
    case 'withdrawn':
      return again(parts, given, { dueAt: given.now });
    case 'channel_down':
      return again(parts, given, {
        dueAt: later(given.now, PAUSE_MS),
        lastVerdict: 'wait:channel_down',
        waits: 1,
      });
    case 'retry':
      return retried(parts, given, result.afterMs);
    default:
      return result satisfies never;
  }
};

export const PAUSE_MS = 60_000;

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

const settled = (
  parts: Parts,
  given: Result,
  change: Partial<MessageFacts> & Pick<StoredMessage, 'state'>,
) => [
  ...changed(parts, given, { ...change, claimedUntil: null }),
  ...counted(parts, given, change.state),
  story(parts, given, change),
  ...(given.message.state === 'uncertain'
    ? []
    : planAfter(parts, { ...given, message: { ...given.message, ...change } }, change.state)),
];

const changed = (
  parts: Parts,
  { message, attemptId, result, now }: Result,
  change: Partial<MessageFacts>,
): readonly Write[] => [
  parts.store.messages.changed(message, change),
  parts.store.messages.attemptEnded(attemptId, {
    at: now,
    outcome: result.kind,
    reason: 'reason' in result ? result.reason : null,
    providerId: result.kind === 'accepted' ? result.providerId : null,
  }),
];

const counted = (
  parts: Parts,
  { message, situation }: Result,
  state: StoredMessage['state'],
): readonly Write[] => {
  if (state !== 'accepted' && state !== 'failed') return [];
  const { store, snapshot } = situation;
  return parts.store.reports.count({
    kind: state === 'accepted' ? 'reached' : 'failed',
    storeId: store.id,
    timeZone: store.settings.timeZone,
    openedAt: snapshot.episode.openedAt,
    flow: message.flow,
    stepId: message.stepId,
    channel: message.channel,
  });
};

const story = (
  parts: Parts,
  { message, now }: Result,
  { state, reason }: Partial<MessageFacts> & Pick<StoredMessage, 'state'>,
): Write =>
  told(parts, {
    storeId: message.storeId,
    cartId: message.cartId,
    at: now,
    kind: `message_${state}`,
    reason: reason ?? null,
    facts: { messageId: message.id, step: message.stepId, channel: message.channel },
  });

/** Nothing was handed over: it is planned again, and its bygone attempt counts for no budget. */
const again = (parts: Parts, given: Result, change: Partial<MessageFacts> & { readonly dueAt: Date }) => [
  ...changed(parts, given, { state: 'planned', claimedUntil: null, sentAt: null, ...change }),
  parts.store.dueStores.broughtForward(given.message.storeId, change.dueAt),
];

const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 30 * 60_000;

/** 30 s, 1 min, 2 min … 30 min, or what the provider asks for; null when the shelf life is over by then. */
export const nextTry = (
  { attemptsCount, shelfEndsAt }: Pick<StoredMessage, 'attemptsCount' | 'shelfEndsAt'>,
  now: Date,
  afterMs: number | null,
): Date | null => {
  const backoffMs = Math.min(FIRST_RETRY_MS * 2 ** Math.min(attemptsCount - 1, 10), LONGEST_RETRY_MS);
  const dueAt = later(now, Math.max(afterMs ?? backoffMs, 1_000));
  return dueAt < shelfEndsAt ? dueAt : null;
};

const retried = (parts: Parts, given: Result, afterMs: number | null): readonly Write[] => {
  const { message, now } = given;
  const dueAt = nextTry(message, now, afterMs);
  if (dueAt !== null) return again(parts, given, { dueAt });
  return settled(parts, given, {
    state: 'failed',
    reason: 'retries_exhausted',
    sentAt: null,
    settledAt: now,
  });
};

/** The next channel of the step, else the step has failed. */
const refused = (parts: Parts, given: Result): readonly Write[] => {
  const { message, situation, now, result } = given;
  const channels = situation.flow.steps.find(({ id }) => id === message.stepId)?.channels ?? [];
  const next = channels[channels.indexOf(message.channel) + 1];
  if (next !== undefined) return again(parts, given, { dueAt: now, channel: next });
  const reason: MessageReason =
    result.kind === 'refused' && result.suppress ? 'recipient_refused' : 'message_refused';
  return settled(parts, given, { state: 'failed', reason, sentAt: null, settledAt: now });
};

/** An address that does not exist is never written to again. */
export const suppressed = async (
  parts: Pick<Parts, 'store'>,
  { message, situation, result, now }: Pick<Result, 'message' | 'situation' | 'result' | 'now'>,
): Promise<readonly Write[]> => {
  const key = situation.cart.emailKey;
  if (result.kind !== 'refused' || !result.suppress || message.channel !== 'email' || key === null) return [];
  const { writes } = await parts.store.suppressions.prepare(message.storeId, {
    key,
    channel: 'email',
    purpose: 'all',
    at: now,
    source: 'hard_bounce',
    hint: maskEmail(key),
  });
  return writes;
};
