import { nextStep } from '../../core/decide/next-step.ts';
import type { Facts } from '../../core/decide/check.ts';
import type { Episode, Snapshot } from '../../core/decide/snapshot.ts';
import type { RunFlow } from '../../core/flows/flow.ts';
import { newId, type MessageId } from '../../core/words/ids.ts';
import type { EpisodeEnd } from '../../core/words/reason-codes.ts';
import type { StoredMessage } from '../../ports/store/messages.ts';
import type { Write } from '../../ports/store/write.ts';
import { told, type ReminderParts } from './parts.ts';

/** Plans the episode's next step, or ends the episode where none is left. Only the next one ever exists. */
export const planNext = (
  parts: Pick<ReminderParts, 'store' | 'randomBytes'>,
  { snapshot, flow, now }: { readonly snapshot: Snapshot; readonly flow: RunFlow; readonly now: Date },
): readonly Write[] => {
  const next = nextStep(snapshot, flow);
  const { episode } = snapshot;
  const channel = next.kind === 'step' ? next.step.channels[0] : undefined;
  if (next.kind === 'none' || channel === undefined)
    return endEpisode(parts, episode, {
      at: now,
      reason: next.kind === 'none' ? next.reason : 'no_step_left',
    });
  const message: StoredMessage = {
    ...NEW_MESSAGE,
    id: newId<MessageId>(now, parts.randomBytes),
    storeId: episode.storeId,
    episodeId: episode.id,
    flow: flow.kind,
    stepId: next.step.id,
    stepIndex: next.place,
    cartId: episode.cartId,
    shopperId: episode.shopperId,
    channel,
    dueAt: next.dueAt,
    plannedAt: now,
    shelfEndsAt: next.shelfEndsAt,
  };
  return [
    parts.store.messages.planned(message),
    parts.store.dueStores.broughtForward(episode.storeId, next.dueAt),
  ];
};

/** `episode` is the one as it will stand before this write: its revision guards the end. */
export const endEpisode = (
  parts: Pick<ReminderParts, 'store' | 'randomBytes'>,
  episode: Pick<Episode, 'id' | 'revision' | 'storeId' | 'cartId' | 'flow'>,
  { at, reason, facts = {} }: { readonly at: Date; readonly reason: EpisodeEnd; readonly facts?: Facts },
): readonly Write[] => [
  parts.store.episodes.ended(episode, { at, reason }),
  told(
    parts,
    {
      storeId: episode.storeId,
      cartId: episode.cartId,
      at,
      kind: 'episode_ended',
      reason,
      facts: { ...facts, flow: episode.flow },
    },
    { isLast: true },
  ),
];

export const NEW_MESSAGE = {
  state: 'planned',
  reason: null,
  claimedUntil: null,
  waits: 0,
  locale: null,
  toAddress: null,
  subject: null,
  sentAt: null,
  acceptedAt: null,
  settledAt: null,
  messageIdHeader: null,
  providerId: null,
  attemptsCount: 0,
  lastVerdict: null,
  byHand: false,
  revision: 1,
} as const;
