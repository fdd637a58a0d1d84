import { latenessMs } from '../../core/decide/anchor.ts';
import type { Episode } from '../../core/decide/snapshot.ts';
import type { CartId, ShopperId } from '../../core/words/ids.ts';
import type { Situation } from '../../ports/store/snapshots.ts';
import type { StoredMessage } from '../../ports/store/messages.ts';
import type { Write } from '../../ports/store/write.ts';
import type { ReminderParts } from './parts.ts';
import { endEpisode, planNext } from './plan-next.ts';

type Parts = Pick<ReminderParts, 'store' | 'randomBytes'>;

export type Move = {
  readonly episode: Episode;
  /** The cart that speaks from now on, whose it is, and since when it is abandoned. */
  readonly speaks: { readonly cartId: CartId; readonly shopperId: ShopperId; readonly anchorAt: Date };
  /** Of the cart that speaks. */
  readonly situation: Situation;
  readonly now: Date;
};

/** The run goes on with another anchor, cart or shopper; what is planned is planned anew. */
export const moveEpisode = async (parts: Parts, move: Move): Promise<readonly Write[]> => {
  const messages = await parts.store.messages.ofEpisode(move.episode.id);
  return [...movedWrites(parts, move), ...replan(parts, { ...move, messages })];
};

/**
 * Two runs turn out to be one shopper's: the older goes on, the younger ends, and what either sent counts for both.
 */
export const mergeEpisodes = async (
  parts: Parts,
  { younger, ...move }: Move & { readonly younger: Episode },
): Promise<readonly Write[]> => {
  const { messages: store, episodes } = parts.store;
  const [own, others] = await Promise.all([store.ofEpisode(move.episode.id), store.ofEpisode(younger.id)]);
  const planned = [...own, ...others].filter(isPlanned);
  const kept = own.filter((message) => !isPlanned(message));
  const adopted = others.filter(
    (message) => !isPlanned(message) && !kept.some(({ stepId }) => stepId === message.stepId),
  );
  return [
    ...endEpisode(parts, younger, { at: move.now, reason: 'superseded' }),
    ...planned.map((message) => store.unplanned(message)),
    ...movedWrites(parts, move),
    episodes.absorbed({ olderId: move.episode.id, youngerId: younger.id }),
    episodes.readdressed(move.episode.id, move.speaks.shopperId),
    ...replan(parts, { ...move, messages: [...kept, ...adopted] }),
  ];
};

const isPlanned = ({ state }: StoredMessage): boolean => state === 'planned';

/** The run itself, without its messages. */
export const movedWrites = (
  parts: Parts,
  { episode, speaks, situation: { cart, flow } }: Move,
): readonly Write[] => {
  const isLater = speaks.anchorAt > episode.anchorAt;
  const after = {
    shopperId: speaks.shopperId,
    cartId: speaks.cartId,
    anchorAt: isLater ? speaks.anchorAt : episode.anchorAt,
    lateMs: isLater ? latenessMs(cart, speaks.anchorAt, flow) : episode.lateMs,
    holdout: episode.holdout,
  };
  const { changed, readdressed } = parts.store.episodes;
  const isOther = episode.shopperId !== speaks.shopperId;
  return [changed(episode, after), ...(isOther ? [readdressed(episode.id, speaks.shopperId)] : [])];
};

/** Takes back what was planned and plans it from the run as it now stands; what is in hand decides for itself. */
const replan = (
  parts: Parts,
  { episode, speaks, situation, now, messages }: Move & { readonly messages: readonly StoredMessage[] },
): readonly Write[] => {
  if (messages.some(({ state }) => state === 'claimed' || state === 'sending')) return [];
  const done = messages.filter((message) => !isPlanned(message));
  const run = { ...episode, ...speaks, revision: episode.revision + 1 };
  const own = done.flatMap(({ id, stepId, state, sentAt }) =>
    stepId === null ? [] : [{ messageId: id, stepId, state, sentAt }],
  );
  const steps = [...own, ...situation.sentBefore];
  const snapshot = { ...situation.snapshot, episode: run, steps, message: null };
  return [
    ...messages.filter(isPlanned).map((message) => parts.store.messages.unplanned(message)),
    ...planNext(parts, { snapshot, flow: situation.flow, now }),
  ];
};
