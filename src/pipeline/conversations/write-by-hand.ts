import { createHash } from 'node:crypto';
import type { ByHandVerdict } from '../../core/decide/by-hand.ts';
import { checkTemplate, type TemplateError } from '../../core/message/check-template.ts';
import { newId, type CartId, type MessageId, type StoreId } from '../../core/words/ids.ts';
import type { Channel } from '../../core/words/vocabulary.ts';
import type { Clock } from '../../ports/clock.ts';
import type { HandWritten } from '../../ports/store/hand-written.ts';
import type { StoredMessage } from '../../ports/store/messages.ts';
import type { Write } from '../../ports/store/write.ts';
import { couponOfHand } from '../offers/coupon-by-hand.ts';
import { told, type ReminderParts } from '../reminders/parts.ts';
import { NEW_MESSAGE } from '../reminders/plan-next.ts';
import { byHandMail } from './by-hand-mail.ts';
import { readByHand, type JudgedByHand } from './by-hand-situation.ts';

export type WriteByHandParts = ReminderParts & {
  /** Sends a planned message now, if it is to be had. */
  readonly send: (id: MessageId) => Promise<void>;
  readonly clock: Clock;
};

export type ByHandRequest = {
  readonly storeId: StoreId;
  readonly cartId: CartId;
  readonly channel: Channel;
  readonly subject: string;
  readonly text: string;
  readonly couponCode: string | null;
  readonly confirm: boolean;
  /** What the client repeats when it repeats the request; null: every request is one of its own. */
  readonly idempotencyKey: string | null;
};

export type ByHandOutcome =
  | { readonly kind: 'written'; readonly messageId: MessageId }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'invalid'; readonly errors: readonly TemplateError[] }
  /** The key stands for another message. */
  | { readonly kind: 'key_reused' }
  | { readonly kind: 'refused'; readonly reason: Exclude<ByHandVerdict, { kind: 'send' }>['reason'] };

export type WriteByHand = (request: ByHandRequest) => Promise<ByHandOutcome>;

/**
 * One message of a person of the store to one shopper. It is kept before it is sent, so that a crash loses nothing,
 * and goes out at once; the answer does not wait longer than a few seconds for what becomes of it.
 */
export const createWriteByHand =
  (parts: WriteByHandParts): WriteByHand =>
  async (request) => {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const known = await findRepeated(parts, request);
      if (known !== null) return known;
      const ready = await readyToWrite(parts, request);
      if (ready.kind !== 'ready') return ready;
      const message = newMessage(parts, request, ready.judged);
      if ((await parts.store.commit(planning(parts, request, message))) === 'conflict') continue;
      await sendSoon(parts, message.id);
      return { kind: 'written', messageId: message.id };
    }
    throw new Error('writing by hand met conflicts without end');
  };

const MOST_ATTEMPTS = 10;

const findRepeated = async (
  { store }: Pick<ReminderParts, 'store'>,
  request: ByHandRequest,
): Promise<ByHandOutcome | null> => {
  const key = requestKeyOf(request);
  const known = key === null ? null : await store.handWritten.byRequest(request.storeId, key);
  if (known === null) return null;
  const isSame =
    known.cartId === request.cartId && known.subject === request.subject && known.text === request.text;
  return isSame ? { kind: 'written', messageId: known.messageId } : { kind: 'key_reused' };
};

const requestKeyOf = ({ idempotencyKey }: ByHandRequest): string | null =>
  idempotencyKey === null ? null : createHash('sha256').update(idempotencyKey).digest('base64url');

type Ready = { readonly kind: 'ready'; readonly judged: JudgedByHand };

const readyToWrite = async (
  parts: WriteByHandParts,
  request: ByHandRequest,
): Promise<Ready | ByHandOutcome> => {
  const { storeId, cartId, channel } = request;
  const [cart] = await parts.store.carts.byIds(storeId, [cartId]);
  if (cart === undefined) return { kind: 'not_found' };
  const errors = textErrors(request);
  if (errors.length > 0) return { kind: 'invalid', errors };
  if (channel !== 'email' || parts.channels.email === undefined)
    return { kind: 'refused', reason: 'channel_down' };
  const judged = await readByHand(parts, request, parts.clock.now());
  if (judged === null) return { kind: 'refused', reason: 'no_address' };
  const { verdict, situation } = judged;
  if (verdict.kind !== 'send' && !(verdict.kind === 'ask' && request.confirm))
    return { kind: 'refused', reason: verdict.reason };
  const { shown: offer } = await couponOfHand(parts.store, storeId, request.couponCode);
  const mail = byHandMail({ written: request, situation, offer, ...NO_LINKS }, parts);
  if (mail.kind === 'invalid') return mail;
  return mail.kind === 'no_sender' ? { kind: 'refused', reason: 'channel_down' } : { kind: 'ready', judged };
};

/** On a large cart and an empty one, so that a text holds whatever the shopper does until it goes. */
const textErrors = ({ subject, text }: ByHandRequest): readonly TemplateError[] => [
  ...checkTemplate(subject, 'plain').map((error) => ({ ...error, path: 'subject' })),
  ...checkTemplate(text).map((error) => ({ ...error, path: 'text' })),
];

/** For a trial; the mail that goes out has links of its own. */
const NO_LINKS = {
  returnUrl: 'https://retorno.example/r/trial',
  unsubscribeUrl: 'https://retorno.example/u/trial',
  messageIdHeader: '<trial@retorno.example>',
};

/** What a person writes is for now: half a day later it is better written anew. */
const SHELF_LIFE_MS = 12 * 60 * 60 * 1_000;

const newMessage = (
  { clock, randomBytes }: WriteByHandParts,
  { storeId, cartId, channel }: ByHandRequest,
  { situation: { snapshot } }: JudgedByHand,
): StoredMessage => {
  const now = clock.now();
  return {
    ...NEW_MESSAGE,
    id: newId<MessageId>(now, randomBytes),
    storeId,
    cartId,
    channel,
    episodeId: null,
    flow: null,
    stepId: null,
    stepIndex: null,
    shopperId: snapshot.shopper.id,
    toAddress: snapshot.channels[channel]?.address ?? null,
    dueAt: now,
    plannedAt: now,
    shelfEndsAt: new Date(now.getTime() + SHELF_LIFE_MS),
    byHand: true,
  };
};

const planning = (
  parts: WriteByHandParts,
  request: ByHandRequest,
  message: StoredMessage,
): readonly Write[] => {
  const { id: messageId, storeId, cartId, plannedAt: at, channel } = message;
  const { subject, text, couponCode, confirm: confirmed } = request;
  const written: HandWritten = {
    messageId,
    storeId,
    cartId,
    subject,
    text,
    couponCode,
    confirmed,
    requestKey: requestKeyOf(request),
  };
  const facts = { messageId, channel, confirmed };
  return [
    parts.store.messages.planned(message),
    parts.store.handWritten.written(written),
    told(parts, { storeId, cartId, at, kind: 'written_by_hand', reason: null, facts }),
    parts.store.dueStores.broughtForward(storeId, at),
  ];
};

const ANSWER_WITHIN_MS = 10_000;

/** Whatever becomes of it here, the message stands in the store: who looks for due ones goes on with it. */
const sendSoon = async ({ send, clock, log }: WriteByHandParts, id: MessageId): Promise<void> => {
  const over = new AbortController();
  const sending = send(id).catch((reason: unknown) =>
    log.error(
      { messageId: id, reason: reason instanceof Error ? reason.name : 'unknown' },
      'not sent at once',
    ),
  );
  await Promise.race([sending, clock.sleep(ANSWER_WITHIN_MS, over.signal)]);
  over.abort();
};
