import { messageLanguage } from '../../core/decide/language.ts';
import { planStep } from '../../core/decide/next-step.ts';
import type { Decision } from '../../core/decide/decide.ts';
import { quietHoursSeen } from '../../core/decide/quiet-hours-seen.ts';
import { newId, NO_CART, type AttemptId } from '../../core/words/ids.ts';
import { purposeOf } from '../../core/words/vocabulary.ts';
import type { MessageContent, SendResult } from '../../ports/channel.ts';
import type { StoredMessage } from '../../ports/store/messages.ts';
import type { Situation } from '../../ports/store/snapshots.ts';
import type { Write } from '../../ports/store/write.ts';
import { offerHanded, offerTold, shownOffer } from '../offers/step-offer.ts';
import { composeMessage } from './compose-message.ts';
import type { ReminderParts } from './parts.ts';
import { verdictOf } from './verdict.ts';

/** A session that waits for every answer to its last moment ends within 200 s; after this it counts as lost. */
export const SENDING_LEASE_MS = 5 * 60_000;

export type Prepared = {
  /** As it stands once `writes` are committed. */
  readonly message: StoredMessage;
  readonly attemptId: AttemptId;
  readonly content: MessageContent;
  readonly to: string;
  readonly writes: readonly Write[];
};

/** `situation`: as it stands once `writes` are committed, where nobody else changes it. */
export type PreparedReminder = Prepared & { readonly situation: Situation };

type Going = {
  readonly message: StoredMessage;
  readonly situation: Situation;
  readonly decision: Decision;
  readonly now: Date;
};

/**
 * Everything of a message up to its provider call: the text, the links, and the unit that says "being sent". The unit
 * is a `conflict` when the cart, the shopper, the run or the claim changed since the decision was made.
 */
export const prepareHandOver = (
  parts: ReminderParts,
  going: Going,
): PreparedReminder | { readonly kind: 'invalid' } => {
  const { message, situation, decision, now } = going;
  const written = writeMessage(parts, going);
  if (written === null) return { kind: 'invalid' };
  const attemptId = newId<AttemptId>(now, parts.randomBytes);
  const change = {
    ...written.change,
    state: 'sending',
    claimedUntil: new Date(now.getTime() + SENDING_LEASE_MS),
    sentAt: now,
    attemptsCount: message.attemptsCount + 1,
    lastVerdict: verdictOf(decision),
  } as const;
  const sending = { ...message, ...change, revision: message.revision + 1 };
  return {
    message: sending,
    attemptId,
    situation: addressed(situation),
    content: written.content,
    to: written.to,
    writes: [
      parts.store.messages.changed(message, change),
      parts.store.messages.attempted({
        ...attemptOf(sending, attemptId, now),
        quietHours: quietHoursSeen(decision.checks),
      }),
      ...written.writes,
      ...offerHanded(parts, { message: sending, now }, written.offer),
      ...guards(parts, situation),
    ],
  };
};

/** The text with its links, and what is remembered of it; null where it does not hold for this cart. */
const writeMessage = (parts: ReminderParts, { message, situation, decision, now }: Going) => {
  const channel = decision.channel ?? message.channel;
  const to = situation.snapshot.channels[channel]?.address ?? null;
  const found = planAndLanguage(message, situation, channel);
  if (to === null || found === null) return null;
  const { plan, language } = found;
  const messageIdHeader = message.messageIdHeader ?? headerOf(message, parts);
  const offer = shownOffer({ situation, step: plan.step, now });
  const links = createLinks(parts, {
    message: { ...message, channel },
    couponCode: offer?.code ?? null,
    now,
  });
  const composed = composeMessage(
    { situation, ...plan, message, channel, language, messageIdHeader, offer, ...links },
    parts,
  );
  if (composed === null) return null;
  const { subject, content } = composed;
  const change = {
    channel,
    shelfEndsAt: plan.shelfEndsAt,
    locale: language,
    toAddress: to,
    subject,
    messageIdHeader,
  };
  const told = offerTold(parts, { message, situation, step: plan.step, now });
  return { to, content, offer, change, writes: [...links.writes, ...told] };
};

const planAndLanguage = (
  { stepId }: StoredMessage,
  { snapshot, flow }: Situation,
  channel: StoredMessage['channel'],
) => {
  const plan = stepId === null ? null : planStep(snapshot, flow, stepId);
  const language = plan === null ? null : messageLanguage(snapshot, plan.step, channel);
  return plan === null || language === null ? null : { plan, language };
};

/** One per message, the same in every attempt: an address of ours, unguessable by others. */
export const headerOf = (
  { id }: Pick<StoredMessage, 'id'>,
  { appUrl }: Pick<ReminderParts, 'appUrl'>,
): string => `<${id}@${new URL(appUrl).hostname}>`;

export const createLinks = (
  { store, randomBytes, appUrl }: ReminderParts,
  {
    message,
    couponCode,
    now,
  }: { readonly message: StoredMessage; readonly couponCode: string | null; readonly now: Date },
) => {
  const facts = {
    storeId: message.storeId,
    messageId: message.id,
    cartId: message.cartId,
    shopperId: message.shopperId,
    channel: message.channel,
    couponCode,
  };
  const back = store.links.create({ ...facts, kind: 'return' }, { now, randomBytes });
  const out = store.links.create({ ...facts, kind: 'unsubscribe' }, { now, randomBytes });
  return {
    returnUrl: `${appUrl}/r/${back.token}`,
    unsubscribeUrl: `${appUrl}/u/${out.token}`,
    writes: [back.write, out.write],
  };
};

export const attemptOf = (message: StoredMessage, id: AttemptId, now: Date) => ({
  id,
  storeId: message.storeId,
  messageId: message.id,
  channel: message.channel,
  number: message.attemptsCount,
  startedAt: now,
  endedAt: null,
  outcome: null,
  reason: null,
  providerId: null,
});

/**
 * The decision still holds: nothing was learned of the cart, nobody else wrote to the shopper. Where a control group
 * is kept, who passed every check is now known not to be of it.
 */
const guards = ({ store }: ReminderParts, situation: Situation): readonly Write[] => {
  const { cart, shopper, snapshot } = situation;
  const { episode } = snapshot;
  return [
    ...(cart.id === NO_CART ? [] : [store.episodes.cartUnchanged(cart)]),
    store.episodes.shopperAddressed({ id: snapshot.shopper.id, revision: shopper.revision }),
    ...(fixesHoldout(situation) ? [store.episodes.changed(episode, { ...episode, holdout: false })] : []),
  ];
};

const fixesHoldout = ({ snapshot: { episode }, flow }: Situation): boolean =>
  episode.holdout === null && flow.holdoutPercent > 0 && purposeOf(flow.kind) === 'marketing';

/** What the guards themselves change. */
const addressed = (situation: Situation): Situation => {
  const { shopper, snapshot } = situation;
  const { episode } = snapshot;
  const after = fixesHoldout(situation)
    ? { ...episode, holdout: false, revision: episode.revision + 1 }
    : episode;
  return {
    ...situation,
    shopper: { ...shopper, revision: shopper.revision + 1 },
    snapshot: { ...snapshot, episode: after },
  };
};

/** A channel that throws may have handed the message over: only its silence is known. */
export const handOver = async (
  { channels }: Pick<ReminderParts, 'channels'>,
  { message, content, to }: Prepared,
  beforeHandOver: () => Promise<boolean>,
): Promise<SendResult> => {
  const about = { messageId: message.id, storeId: message.storeId, to };
  const handed =
    content.channel === 'email'
      ? channels.email?.send.bind(null, { ...about, content: content.email })
      : channels.webhook?.send.bind(null, { ...about, content: content.webhook });
  if (handed === undefined) return { kind: 'channel_down', reason: 'not_configured', untilMs: 0 };
  try {
    return await handed(beforeHandOver);
  } catch {
    return { kind: 'uncertain', reason: 'the channel failed unexpectedly' };
  }
};
