import type { Facts } from '../../core/decide/check.ts';
import { explain, type Explanation } from '../../core/decide/explain.ts';
import { writeOffer, writeOtherwise, writeReason, type Reader } from '../../core/decide/write-check.ts';
import { NO_CART, type MessageId, type StoreId } from '../../core/words/ids.ts';
import type { StoredMessage } from '../../ports/store/messages.ts';
import type { Store } from '../../ports/store/store.ts';
import type { TimelineEntry } from '../../ports/store/timeline.ts';
import { withChannelHealth, type KnownChannels } from './channel-health.ts';

export type ExplainMessageParts = KnownChannels & {
  readonly store: Pick<Store, 'messages' | 'snapshots'> & {
    readonly reader: Pick<Store['reader'], 'timeline'>;
  };
  readonly ordersFreshForMs: number;
};

export type ExplainedMessage = {
  readonly message: StoredMessage;
  /** Why it stands as it does, as it was decided; null where nothing was in its way. */
  readonly text: string | null;
  readonly otherwise: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Why the offer of its step went along, or did not; null where it has none, or did not go. */
  readonly offer: { readonly code: string; readonly text: string } | null;
  /** Of one that may still go: what the checks say now, and when. */
  readonly outlook: Explanation | null;
};

export type ExplainMessage = (request: {
  readonly storeId: StoreId;
  readonly id: MessageId;
  readonly now: Date;
  readonly reader: Reader;
}) => Promise<ExplainedMessage | null>;

const LONGEST_STORY = 5_000;

/** Why a message went, waits, or did not go: the decision as it was made, and for one that waits as it would be now. */
export const createExplainMessage =
  (parts: ExplainMessageParts): ExplainMessage =>
  async ({ storeId, id, now, reader }) => {
    const message = await parts.store.messages.find(id);
    if (message?.storeId !== storeId) return null;
    const outlook = message.state === 'planned' ? await outlookOf(parts, message, { now, reader }) : null;
    const reason = message.reason ?? waitsFor(message);
    const story = await storyOf(parts, message);
    const facts = factsOf(story, message, reason);
    const known = outlook?.checks.find(({ code, passed }) => code === reason && !passed)?.facts;
    const told = known ?? (facts as Facts);
    return {
      message,
      facts,
      outlook,
      offer: offerOf(story, message, reader),
      text: reason === null ? null : writeReason(reason, told, reader),
      otherwise: reason === null ? null : writeOtherwise(reason, told, reader),
    };
  };

const waitsFor = ({ state, lastVerdict }: StoredMessage): string | null => {
  const [action, reason] = lastVerdict?.split(':', 2) ?? [];
  return state === 'planned' && action === 'wait' && reason !== '' ? (reason ?? null) : null;
};

type Story = readonly TimelineEntry[];

/** What stood when the decisions were made is kept in the cart's story. */
const storyOf = async ({ store }: ExplainMessageParts, { storeId, cartId }: StoredMessage): Promise<Story> =>
  cartId === NO_CART ? [] : store.reader.timeline.ofCart(storeId, cartId, LONGEST_STORY);

const factsOf = (
  story: Story,
  { stepId }: StoredMessage,
  reason: string | null,
): Readonly<Record<string, unknown>> => {
  if (reason === null) return {};
  const decision = story.findLast(
    (entry) => entry.kind === 'decision' && entry.reason === reason && entry.facts['step'] === stepId,
  );
  return decision?.facts ?? {};
};

const offerOf = (story: Story, { id }: StoredMessage, reader: Reader): ExplainedMessage['offer'] => {
  const code = story.findLast(({ kind, facts }) => kind === 'offer' && facts['messageId'] === id)?.reason;
  const text = code === null || code === undefined ? null : writeOffer(code, reader);
  return code === null || code === undefined || text === null ? null : { code, text };
};

const outlookOf = async (
  parts: ExplainMessageParts,
  message: StoredMessage,
  { now, reader }: { readonly now: Date; readonly reader: Reader },
): Promise<Explanation | null> => {
  const { ordersFreshForMs } = parts;
  const situation = await parts.store.snapshots.ofMessage(message, { now, ordersFreshForMs });
  if (situation === null) return null;
  const { snapshot, flow } = withChannelHealth(situation, parts, now);
  return explain({ snapshot, flow, now, reader });
};
