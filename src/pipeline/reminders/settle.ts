import { countsOfChange } from '../../core/results/funnel.ts';
import type { MessageState } from '../../core/words/vocabulary.ts';
import type { StoredMessage } from '../../ports/store/messages.ts';
import type { Write } from '../../ports/store/write.ts';
import { planAfter } from './carry-out.ts';
import { told, type ReminderParts } from './parts.ts';

type Parts = Pick<ReminderParts, 'store' | 'clock' | 'randomBytes' | 'limits'>;

const MOST_AT_ONCE = 100;
/** By then every provider has told what became of a message, or never will. */
const UNCERTAIN_FOR_MS = 15 * 60_000;

/** Settles what nobody is working on any more, after a crash or a silence. Run every few seconds. */
export const createSettle = (parts: Parts) => {
  const { store, clock } = parts;
  return async (): Promise<void> => {
    const now = clock.now();
    await giveUpOn(parts, await store.messages.leasesOver(now, MOST_AT_ONCE), now);
    const before = new Date(now.getTime() - UNCERTAIN_FOR_MS);
    const silent = await store.messages.uncertain(before, MOST_AT_ONCE);
    await Promise.all(
      silent.map((message) => store.commit([store.messages.changed(message, { settledAt: now })])),
    );
  };
};

/**
 * For the start of a process that is alone on its database: whatever is claimed or being sent was a former process's,
 * so there is no lease to wait for.
 */
export const createTakeOver = (parts: Parts) => async (): Promise<void> => {
  for (;;) {
    const left = await parts.store.messages.leasesOver(END_OF_TIME, MOST_AT_ONCE);
    if (left.length === 0) return;
    await giveUpOn(parts, left, parts.clock.now());
  }
};

const END_OF_TIME = new Date(8_640_000_000_000_000);

const giveUpOn = async (parts: Parts, lost: readonly StoredMessage[], now: Date): Promise<void> => {
  await Promise.all(lost.map(async (message) => parts.store.commit(await giveUp(parts, message, now))));
};

/** Claimed: nothing was handed over yet. Being sent: it may have been, so it is never sent again. */
const giveUp = async (parts: Parts, message: StoredMessage, now: Date): Promise<readonly Write[]> => {
  const { messages, dueStores, snapshots } = parts.store;
  if (message.state === 'claimed')
    return [
      messages.changed(message, { state: 'planned', claimedUntil: null, dueAt: now }),
      dueStores.broughtForward(message.storeId, now),
    ];
  const { ordersFreshForMs } = parts.limits;
  const situation = await snapshots.ofMessage(message, { now, ordersFreshForMs });
  const attempts = await messages.openAttempts(message.id);
  const change = { state: 'uncertain', reason: 'crashed_while_sending', claimedUntil: null } as const;
  return [
    messages.changed(message, change),
    ...attempts.map((id) =>
      messages.attemptEnded(id, { at: now, outcome: 'uncertain', reason: change.reason, providerId: null }),
    ),
    told(parts, {
      storeId: message.storeId,
      cartId: message.cartId,
      at: now,
      kind: 'message_uncertain',
      reason: change.reason,
      facts: { messageId: message.id, step: message.stepId, channel: message.channel },
    }),
    ...(situation === null ? [] : planAfter(parts, { message, situation, now }, 'uncertain')),
  ];
};

/** What a provider tells of a message it took. */
export type StatusEvent = {
  readonly providerId: string;
  readonly state: Extract<MessageState, 'accepted' | 'delivered' | 'read' | 'failed'>;
  readonly at: Date;
};

/** Takes a provider's word, early, late, twice or out of order: states only move forward. */
export const createApplyStatus =
  (parts: Parts) =>
  async (event: StatusEvent): Promise<'changed' | 'known' | 'unknown'> => {
    for (;;) {
      const message = await parts.store.messages.byProviderId(event.providerId);
      if (message === null) return 'unknown';
      if (!isForward(message, event.state)) return 'known';
      const change = {
        state: event.state,
        settledAt: message.settledAt ?? (event.state === 'failed' ? event.at : null),
      };
      const writes = [
        parts.store.messages.changed(message, change),
        ...(await counted(parts, message, event)),
      ];
      if ((await parts.store.commit(writes)) === 'committed') return 'changed';
    }
  };

const RANK: Readonly<Partial<Record<MessageState, number>>> = {
  sending: 0,
  uncertain: 0,
  accepted: 1,
  failed: 2,
  delivered: 3,
  read: 4,
};

/** What failed may have failed for good; what was delivered cannot fail any more. */
const isForward = ({ state, settledAt }: StoredMessage, to: StatusEvent['state']): boolean => {
  const [from, next] = [RANK[state], RANK[to]];
  if (from === undefined || next === undefined || (state === 'uncertain' && settledAt !== null)) return false;
  return next > from && !(state === 'failed');
};

/** Leaps count what was leapt over, as the funnel's own rules say. */
const counted = async (
  { store }: Parts,
  message: StoredMessage,
  { state }: StatusEvent,
): Promise<readonly Write[]> => {
  const episode = message.episodeId === null ? null : await store.episodes.find(message.episodeId);
  const known = await store.stores.find(message.storeId);
  if (known === null) return [];
  return countsOfChange(message.state, state).flatMap((kind) =>
    store.reports.count({
      kind,
      storeId: message.storeId,
      timeZone: known.settings.timeZone,
      openedAt: episode?.openedAt ?? message.plannedAt,
      flow: message.flow,
      stepId: message.stepId,
      channel: message.channel,
    }),
  );
};
