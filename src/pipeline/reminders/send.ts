import { abandonedAt } from '../../core/cart/state.ts';
import { decideThroughChannels } from '../../core/decide/explain.ts';
import type { Decision } from '../../core/decide/decide.ts';
import { nextStep } from '../../core/decide/next-step.ts';
import type { MessageId, StepId } from '../../core/words/ids.ts';
import type { StoredMessage } from '../../ports/store/messages.ts';
import type { Situation } from '../../ports/store/snapshots.ts';
import { readyOffer } from '../offers/step-offer.ts';
import { considerByHand } from '../conversations/send-by-hand.ts';
import { carryOut, dueNow } from './carry-out.ts';
import { claimFor, takeFor, writeClaimed, type Taken } from './claim.ts';
import { withChannelHealth } from './channel-health.ts';
import { handOver, prepareHandOver, type PreparedReminder } from './hand-over.ts';
import { movedWrites } from './move-episode.ts';
import type { ReminderParts } from './parts.ts';
import { createRecord } from './record-result.ts';

/** Each conflict means that something was learned of this very shopper a moment ago. */
const MOST_CONFLICTS = 5;

/**
 * Sends one planned message, if it is due and nothing stands against it. Safe to call at any time, twice, or for a
 * message that is gone. No step is handed over twice; a crash leaves what was in hand `uncertain`, or planned again.
 */
export const createSend = (parts: ReminderParts) => {
  const { store, clock } = parts;

  return async (id: MessageId): Promise<void> => {
    for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
      const message = await store.messages.find(id);
      const now = clock.now();
      if (message?.state !== 'planned' || message.dueAt > now) return;
      if ((await consider(parts, takeFor(parts, message, now))) === 'done') return;
    }
    await store.commit([claimFor(parts, id, clock.now()).claim]);
    parts.log.warn({ messageId: id }, 'message put off, its shopper changes too fast');
  };
};

/** `again`: something changed between reading and writing. */
const consider = async (parts: ReminderParts, taken: Taken): Promise<'done' | 'again'> => {
  const { message } = taken;
  if (message.byHand) return considerByHand(parts, taken);
  const now = parts.clock.now();
  const situation = await situationOf(parts, message, now);
  if (situation === null || message.stepId === null) return drop(parts, taken, now);
  if (speaksForAnother(situation) && !hasRunOut(situation))
    return followCart(parts, { ...taken, situation, now });
  const decision = decideMessage(situation, message.stepId, now);
  if (decision.action.kind === 'send') return goAhead(parts, { ...taken, situation, decision, now });
  return writeClaimed(parts, taken, carryOut(parts, { message, situation, decision, now }));
};

const decideMessage = ({ snapshot, flow }: Situation, stepId: StepId, now: Date): Decision => {
  const decision = decideThroughChannels(snapshot, flow, { stepId, now });
  const next = nextStep(snapshot, flow);
  const isIdle = next.kind === 'none' && next.reason === 'idle_for_seven_days';
  if (!isIdle || decision.action.kind === 'stop') return decision;
  return { ...decision, action: { kind: 'skip' }, reason: next.reason, facts: {} };
};

/** With what this process knows of its channels. */
const situationOf = async (
  parts: ReminderParts,
  message: StoredMessage,
  now: Date,
): Promise<Situation | null> => {
  const { ordersFreshForMs } = parts.limits;
  const situation = await parts.store.snapshots.ofMessage(message, { now, ordersFreshForMs });
  return situation === null ? null : withChannelHealth(situation, parts, now);
};

/** Its cart, episode, store or flow is gone: erased, most likely. */
const drop = (parts: ReminderParts, taken: Taken, now: Date): Promise<'done' | 'again'> => {
  const change = { state: 'skipped', reason: 'redacted', claimedUntil: null, settledAt: now } as const;
  return writeClaimed(parts, taken, [parts.store.messages.changed(taken.message, change)]);
};

/** A newer cart of the shopper speaks, or the cart turned out to be somebody else's. */
const speaksForAnother = ({ snapshot: { newerCartId, episode }, cart }: Situation): boolean =>
  episode.endedAt === null &&
  episode.flow === 'abandoned_cart' &&
  (newerCartId !== null || (cart.shopperId !== null && cart.shopperId !== episode.shopperId));

/** Its steps were taken out of the flow: the run ends, and the cart that speaks opens one of its own. */
const hasRunOut = ({ snapshot, flow }: Situation): boolean => {
  const next = nextStep(snapshot, flow);
  return next.kind === 'none' && next.reason === 'no_step_left';
};

type Claimed = Taken & { readonly situation: Situation; readonly now: Date };

/** The run goes on with the cart that speaks; the message is planned anew for it and decided when its time comes. */
const followCart = async (parts: ReminderParts, claimed: Claimed): Promise<'done' | 'again'> => {
  const { store } = parts;
  const { message, situation, now } = claimed;
  const { episode, newerCartId } = situation.snapshot;
  const [cart] =
    newerCartId === null ? [situation.cart] : await store.carts.byIds(message.storeId, [newerCartId]);
  if (cart === undefined || cart.shopperId === null) return 'again';
  const speaks = {
    cartId: cart.id,
    shopperId: cart.shopperId,
    anchorAt: abandonedAt(cart, situation.store.settings),
  };
  const open = await store.episodes.ofShopper(message.storeId, cart.shopperId, 'abandoned_cart');
  const other = open.find(({ id, endedAt }) => endedAt === null && id !== episode.id);
  // The shopper has a run of their own already: judging the cart merges the two.
  if (other !== undefined) return leaveToJudge(parts, claimed);
  const snapshot = { ...situation.snapshot, cart, newerCartId: null, episode: { ...episode, ...speaks } };
  const dueAt = dueNow(snapshot, situation) ?? now;
  return writeClaimed(parts, claimed, [
    ...movedWrites(parts, { episode, speaks, situation: { ...situation, cart }, now }),
    ...(cart.id === message.cartId || situation.cart.state !== 'open'
      ? []
      : [store.episodes.cartSuperseded(situation.cart)]),
    store.messages.changed(
      { ...message, revision: message.revision + (episode.shopperId === speaks.shopperId ? 0 : 1) },
      { state: 'planned', claimedUntil: null, cartId: cart.id, shopperId: cart.shopperId, dueAt },
    ),
    store.dueStores.broughtForward(message.storeId, dueAt),
  ]);
};

const leaveToJudge = (parts: ReminderParts, claimed: Claimed): Promise<'done' | 'again'> => {
  const { store } = parts;
  const { message, situation, now } = claimed;
  const dueAt = new Date(now.getTime() + 5_000);
  return writeClaimed(parts, claimed, [
    store.episodes.judgeAgain(situation.cart, now),
    store.messages.changed(message, { state: 'planned', claimedUntil: null, dueAt }),
    store.dueStores.broughtForward(message.storeId, now),
  ]);
};

type GoingAhead = Claimed & { readonly decision: Decision };

const goAhead = async (parts: ReminderParts, going: GoingAhead): Promise<'done' | 'again'> => {
  const step = going.situation.flow.steps.find(({ id }) => id === going.message.stepId);
  if (step !== undefined && (await readyOffer(parts, { ...going, step })) === 'again') return 'again';
  const prepared = prepareHandOver(parts, going);
  if ('kind' in prepared) return failTemplate(parts, going);
  if ((await writeClaimed(parts, going, prepared.writes)) === 'again') return 'again';
  const { message } = prepared;
  let { situation } = prepared;
  const result = await handOver(parts, prepared, async () => {
    const current = await standsNow(parts, { message, situation });
    situation = current ?? situation;
    return current !== null && mayStillSend(parts, message, current);
  });
  await createRecord(parts, (current, now) =>
    current === message
      ? newestSituation(parts, { message, situation, now })
      : situationOf(parts, current, now),
  )(prepared, result);
  return 'done';
};

/** A text of the merchant's that fails for this cart is held like one that is missing: it may be mended. */
const failTemplate = async (parts: ReminderParts, going: GoingAhead): Promise<'done' | 'again'> => {
  const { now } = going;
  const until = new Date(now.getTime() + 15 * 60_000);
  const decision: Decision = {
    ...going.decision,
    action: { kind: 'wait', until },
    reason: 'template_missing',
    facts: { channel: going.decision.channel, invalid: true },
  };
  return writeClaimed(parts, going, carryOut(parts, { ...going, decision }));
};

/** Asked at the last moment: everything is looked at and decided once more. */
const mayStillSend = (
  { clock }: Pick<ReminderParts, 'clock'>,
  { stepId, channel }: StoredMessage,
  situation: Situation,
): boolean => {
  if (stepId === null || speaksForAnother(situation)) return false;
  const decision = decideThroughChannels(situation.snapshot, situation.flow, { stepId, now: clock.now() });
  return decision.action.kind === 'send' && decision.channel === channel;
};

/** The situation of a message that is being sent, as it is now; null when it is no longer ours to send. */
const standsNow = async (parts: ReminderParts, sending: Sending): Promise<Situation | null> => {
  const now = parts.clock.now();
  const unchanged = await unchangedSituation(parts, { ...sending, now });
  if (unchanged !== null) return unchanged;
  const current = await parts.store.messages.find(sending.message.id);
  return current?.revision === sending.message.revision ? situationOf(parts, current, now) : null;
};

type Sending = Pick<PreparedReminder, 'message' | 'situation'>;

const newestSituation = async (
  parts: ReminderParts,
  sending: Sending & { readonly now: Date },
): Promise<Situation | null> =>
  (await unchangedSituation(parts, sending)) ?? situationOf(parts, sending.message, sending.now);

const unchangedSituation = async (
  parts: ReminderParts,
  { message, situation, now }: Sending & { readonly now: Date },
): Promise<Situation | null> => {
  const { ordersFreshForMs } = parts.limits;
  const unchanged = await parts.store.snapshots.unchanged(situation, message, { now, ordersFreshForMs });
  return unchanged === null ? null : withChannelHealth(unchanged, parts, now);
};
