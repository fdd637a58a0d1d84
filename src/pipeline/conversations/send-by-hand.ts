import { newId, type AttemptId } from '../../core/words/ids.ts';
import type { MessageReason } from '../../core/words/reason-codes.ts';
import type { HandWritten } from '../../ports/store/hand-written.ts';
import type { MessageFacts, StoredMessage } from '../../ports/store/messages.ts';
import type { Write } from '../../ports/store/write.ts';
import { writeClaimed, type Taken } from '../reminders/claim.ts';
import {
  attemptOf,
  createLinks,
  handOver,
  headerOf,
  SENDING_LEASE_MS,
  type Prepared,
} from '../reminders/hand-over.ts';
import { couponOfHand } from '../offers/coupon-by-hand.ts';
import { told, type ReminderParts } from '../reminders/parts.ts';
import { PAUSE_MS } from '../reminders/record-result.ts';
import { byHandLanguage, byHandMail } from './by-hand-mail.ts';
import { readByHand, type JudgedByHand } from './by-hand-situation.ts';
import { recordByHand } from './record-by-hand.ts';

/**
 * Takes a claimed message that a person wrote as far as it goes now, by the same steps as a reminder: judged, marked
 * as being sent together with its attempt, judged once more at the last moment, handed over, recorded. `again`:
 * something changed between reading and writing.
 */
export const considerByHand = async (parts: ReminderParts, taken: Taken): Promise<'done' | 'again'> => {
  const { message } = taken;
  const now = parts.clock.now();
  const [written, judged] = await Promise.all([
    parts.store.handWritten.find(message.id),
    readByHand(parts, message, now),
  ]);
  const against = whyNot({ message, written, judged, now });
  if (against !== null) return writeClaimed(parts, taken, endOrWait(parts, { message, against, now }));
  if (written === null || judged === null) return 'again';
  const offered = await couponOfHand(parts.store, message.storeId, written.couponCode);
  const prepared = prepare(parts, { message, written, judged, offered, now });
  if (prepared === null) {
    const against = { kind: 'end', state: 'failed', reason: 'template_invalid' } as const;
    return writeClaimed(parts, taken, endOrWait(parts, { message, against, now }));
  }
  if ((await writeClaimed(parts, taken, prepared.writes)) === 'again') return 'again';
  const result = await handOver(parts, prepared, () => mayStillSend(parts, prepared, written));
  await recordByHand(parts, prepared, result);
  return 'done';
};

type Considered = {
  readonly message: StoredMessage;
  readonly written: HandWritten | null;
  readonly judged: JudgedByHand | null;
  readonly now: Date;
};

type Against =
  | {
      readonly kind: 'end';
      readonly state: 'skipped' | 'expired' | 'failed';
      readonly reason: MessageReason;
    }
  | { readonly kind: 'wait' };

/** What stands against sending now; null: nothing. */
const whyNot = ({ message, written, judged, now }: Considered): Against | null => {
  if (written === null || judged === null) return { kind: 'end', state: 'skipped', reason: 'redacted' };
  const { verdict } = judged;
  if (verdict.kind === 'refuse') return { kind: 'end', state: 'skipped', reason: verdict.reason };
  if (verdict.kind === 'ask' && !written.confirmed)
    return { kind: 'end', state: 'skipped', reason: verdict.reason };
  if (now >= message.shelfEndsAt)
    return { kind: 'end', state: 'expired', reason: verdict.kind === 'wait' ? verdict.reason : 'too_late' };
  return verdict.kind === 'wait' ? { kind: 'wait' } : null;
};

const endOrWait = (
  parts: ReminderParts,
  {
    message,
    against,
    now,
  }: { readonly message: StoredMessage; readonly against: Against; readonly now: Date },
): readonly Write[] => {
  if (against.kind === 'wait') {
    const dueAt = new Date(Math.min(now.getTime() + PAUSE_MS, message.shelfEndsAt.getTime()));
    return [
      parts.store.messages.changed(message, {
        state: 'planned',
        claimedUntil: null,
        dueAt,
        waits: message.waits + 1,
        lastVerdict: 'wait:channel_down',
      }),
      parts.store.dueStores.broughtForward(message.storeId, dueAt),
    ];
  }
  const { state, reason } = against;
  return [
    parts.store.messages.changed(message, { state, reason, claimedUntil: null, settledAt: now }),
    told(parts, {
      storeId: message.storeId,
      cartId: message.cartId,
      at: now,
      kind: `message_${state}`,
      reason,
      facts: { messageId: message.id, byHand: true, channel: message.channel },
    }),
  ];
};

type Going = {
  readonly message: StoredMessage;
  readonly written: HandWritten;
  readonly judged: JudgedByHand;
  readonly offered: Awaited<ReturnType<typeof couponOfHand>>;
  readonly now: Date;
};

/** Null: the text does not hold for this cart. */
const prepare = (
  parts: ReminderParts,
  { message, written, judged, offered, now }: Going,
): Prepared | null => {
  const { situation } = judged;
  const to = situation.snapshot.channels[message.channel]?.address ?? null;
  const messageIdHeader = message.messageIdHeader ?? headerOf(message, parts);
  const links = createLinks(parts, { message, couponCode: offered.shown?.code ?? null, now });
  const mail = byHandMail({ written, situation, offer: offered.shown, messageIdHeader, ...links }, parts);
  if (to === null || mail.kind !== 'written') return null;
  const attemptId = newId<AttemptId>(now, parts.randomBytes);
  const change: Partial<MessageFacts> = {
    state: 'sending',
    claimedUntil: new Date(now.getTime() + SENDING_LEASE_MS),
    sentAt: now,
    locale: byHandLanguage(situation),
    toAddress: to,
    subject: mail.content.subject,
    messageIdHeader,
    attemptsCount: message.attemptsCount + 1,
    lastVerdict: 'send:',
  };
  const sending = { ...message, ...change, revision: message.revision + 1 };
  return {
    message: sending,
    attemptId,
    content: { channel: 'email', email: mail.content },
    to,
    writes: [
      parts.store.messages.changed(message, change),
      parts.store.messages.attempted(attemptOf(sending, attemptId, now)),
      ...links.writes,
      ...(offered.coupon === null
        ? []
        : [
            parts.store.coupons.handed(offered.coupon, {
              messageId: message.id,
              cartId: message.cartId,
              shopperId: message.shopperId,
              at: now,
            }),
          ]),
      // What was learned of the cart since it was read, such as an order, has to be judged first.
      parts.store.episodes.cartUnchanged(situation.cart),
    ],
  };
};

const mayStillSend = async (
  parts: ReminderParts,
  { message }: Prepared,
  { confirmed }: HandWritten,
): Promise<boolean> => {
  const current = await parts.store.messages.find(message.id);
  if (current?.revision !== message.revision) return false;
  const kind = (await readByHand(parts, message, parts.clock.now()))?.verdict.kind;
  return kind === 'send' || (kind === 'ask' && confirmed);
};
