import { judgeOffer, offerCode, type OfferVerdict } from '../../core/decide/offer.ts';
import type { Offer, Step } from '../../core/flows/flow.ts';
import { subjectOfStep, type Coupon } from '../../core/offers/coupon.ts';
import { newId, type CouponId } from '../../core/words/ids.ts';
import { purposeOf } from '../../core/words/vocabulary.ts';
import type { StoredMessage } from '../../ports/store/messages.ts';
import type { Situation } from '../../ports/store/snapshots.ts';
import type { Write } from '../../ports/store/write.ts';
import { told, type ReminderParts } from '../reminders/parts.ts';
import { makeCoupon } from './make-coupon.ts';

/** An offer as a message shows it. */
export type OfferShown = {
  readonly offer: Offer;
  readonly code: string | null;
  readonly expiresAt: Date | null;
};

type Going = {
  readonly message: StoredMessage;
  readonly situation: Situation;
  readonly step: Step;
  readonly now: Date;
};

/**
 * Has the coupon made that a step promises, before its message is handed over. `again`: something is known now that
 * was not (it was made, refused, or the platform does not answer), so the message is to be decided once more.
 */
export const readyOffer = async (parts: ReminderParts, going: Going): Promise<'ready' | 'again'> => {
  const { message, situation, step, now } = going;
  const verdict = judge(going);
  const { askForCoupon } = parts;
  if (verdict.kind !== 'to_make' || step.offer === null || message.episodeId === null) return 'ready';
  if (askForCoupon === undefined) return 'ready';
  const made = await makeCoupon(
    { ...parts, askForCoupon },
    {
      store: situation.store,
      subject: subjectOfStep(message.episodeId, step.id),
      episodeId: message.episodeId,
      flow: message.flow,
      stepId: step.id,
      cartId: message.cartId,
      shopperId: message.shopperId,
      messageId: message.id,
      offer: step.offer,
      benefit: verdict.benefit,
    },
  );
  if (made !== 'conflict') await tell(parts, { coupon: made, message, now });
  return 'again';
};

const judge = ({ situation: { snapshot, flow }, step, now }: Omit<Going, 'message'>): OfferVerdict =>
  judgeOffer({ snapshot, step, purpose: purposeOf(flow.kind), now });

/** What became of it stands in the cart's story, without the code. */
const tell = async (
  parts: ReminderParts,
  { coupon, message, now }: { readonly coupon: Coupon; readonly message: StoredMessage; readonly now: Date },
): Promise<void> => {
  if (coupon.state === 'wanted') return;
  const { storeId, cartId, stepId: step } = message;
  const kind = `coupon_${coupon.state}`;
  await parts.store.commit([
    told(parts, {
      storeId,
      cartId,
      at: now,
      kind,
      reason: coupon.reason,
      facts: { step, type: coupon.type },
    }),
  ]);
};

/** What the message shows of its step's offer; null where there is none, or it is withheld. */
export const shownOffer = (going: Omit<Going, 'message'>): OfferShown | null => {
  const { offer } = going.step;
  const verdict = judge(going);
  if (offer === null || (verdict.kind !== 'given' && verdict.kind !== 'made')) return null;
  return { offer, code: verdict.code, expiresAt: verdict.expiresAt };
};

/** Why the offer of the step goes along or does not: kept in the cart's story, once for a message. */
export const offerTold = (parts: ReminderParts, going: Going): readonly Write[] => {
  const { storeId, cartId, stepId: step, id: messageId, attemptsCount } = going.message;
  if (going.step.offer === null || attemptsCount > 0) return [];
  const reason = offerCode(judge(going));
  return [told(parts, { storeId, cartId, at: going.now, kind: 'offer', reason, facts: { step, messageId } })];
};

/** That the offer went out with this message; part of the unit that says it is being sent. */
export const offerHanded = (
  { store, randomBytes }: Pick<ReminderParts, 'store' | 'randomBytes'>,
  { message, now }: Pick<Going, 'message' | 'now'>,
  shown: OfferShown | null,
): readonly Write[] => {
  const { episodeId, stepId, storeId, flow, id: messageId, cartId, shopperId } = message;
  if (shown === null || episodeId === null || stepId === null) return [];
  const { offer, code, expiresAt } = shown;
  const coupon: Coupon = {
    id: newId<CouponId>(now, randomBytes),
    storeId,
    subject: subjectOfStep(episodeId, stepId),
    episodeId,
    flow,
    stepId,
    cartId,
    shopperId,
    messageId,
    type: offer.type,
    value: offer.value,
    text: offer.text,
    currency: null,
    minimumMinor: offer.minimumTotal?.minor ?? null,
    minimumCurrency: offer.minimumTotal?.currency ?? null,
    code,
    singleUse: false,
    state: 'made',
    reason: null,
    tries: 0,
    retryAt: null,
    externalId: null,
    createdAt: now,
    expiresAt,
    handedAt: null,
    orderId: null,
  };
  return [store.coupons.handed(coupon, { messageId, cartId, shopperId, at: now })];
};
