import { and, eq, gte, isNotNull } from 'drizzle-orm';
import type { CreditMessage } from '../../core/results/credit.ts';
import type { MessageId, StoreId } from '../../core/words/ids.ts';
import type { Credits } from '../../ports/store/credits.ts';
import type { Engine } from '../engine.ts';
import type { Slots } from '../slots.ts';

type Texts = readonly string[];

/** Messages as credit looks at them. */
export const createCreditMessages = (engine: Engine): Pick<Credits, 'messagesFor' | 'message'> => {
  const { aboutCarts, toShoppers, one } = createReads(engine);
  const couponsOf = createCoupons(engine);

  const withCoupons = async (
    storeId: StoreId,
    found: readonly Found[],
  ): Promise<readonly CreditMessage[]> => {
    const codes = await couponsOf(storeId, found);
    return found.map((message) => ({
      ...creditMessageOf(message),
      couponCodes: codes.get(message.id) ?? [],
    }));
  };
  return {
    messagesFor: async ({ storeId, cartIds, shopperIds, sentSince }) => {
      const found = [
        ...(cartIds.length === 0 ? [] : await aboutCarts.read({ storeId, cartIds })),
        ...(shopperIds.length === 0 ? [] : await toShoppers.read({ storeId, shopperIds, sentSince })),
      ];
      return withCoupons(storeId, [...new Map(found.map((message) => [message.id, message])).values()]);
    },
    message: async (storeId, id) => {
      const found = await one.first({ storeId, id });
      return found === null ? null : ((await withCoupons(storeId, [found]))[0] ?? null);
    },
  };
};

type Found = Omit<CreditMessage, 'openedAt' | 'couponCodes'> & {
  readonly openedAt: Date | null;
  readonly plannedAt: Date;
};

/** A message by hand belongs to the day on which it was written. */
const creditMessageOf = ({ openedAt, plannedAt, aboutOrderId, ...message }: Found) => ({
  ...message,
  openedAt: openedAt ?? plannedAt,
  // An abandoned cart's episode may know of an order too; only a payment reminder is about one.
  aboutOrderId: message.flow === 'pending_payment' ? aboutOrderId : null,
});

const createReads = ({ db, kit, tables: { messages, episodes }, prepare }: Engine) => {
  const select = () =>
    db
      .select({
        id: messages.id,
        cartId: messages.cartId,
        shopperId: messages.shopperId,
        episodeId: messages.episodeId,
        flow: messages.flow,
        stepId: messages.stepId,
        channel: messages.channel,
        sentAt: messages.sentAt,
        acceptedAt: messages.acceptedAt,
        plannedAt: messages.plannedAt,
        openedAt: episodes.openedAt,
        aboutOrderId: episodes.orderId,
      })
      .from(messages)
      .leftJoin(episodes, eq(episodes.id, messages.episodeId));
  return {
    aboutCarts: prepare('credits.aboutCarts', (slot: Slots<{ storeId: StoreId; cartIds: Texts }>) =>
      select().where(
        and(
          eq(messages.storeId, slot.storeId),
          kit.anyOf(messages.cartId, slot.cartIds),
          isNotNull(messages.sentAt),
        ),
      ),
    ),
    toShoppers: prepare(
      'credits.toShoppers',
      (slot: Slots<{ storeId: StoreId; shopperIds: Texts; sentSince: Date }>) =>
        select().where(
          and(
            eq(messages.storeId, slot.storeId),
            kit.anyOf(messages.shopperId, slot.shopperIds),
            gte(messages.sentAt, slot.sentSince),
          ),
        ),
    ),
    one: prepare('credits.message', (slot: Slots<{ storeId: StoreId; id: MessageId }>) =>
      select().where(and(eq(messages.id, slot.id), eq(messages.storeId, slot.storeId))),
    ),
  };
};

const createCoupons = ({ db, kit, tables: { links }, prepare }: Engine) => {
  const coupons = prepare('credits.coupons', (slot: Slots<{ storeId: StoreId; messageIds: Texts }>) =>
    db
      .select({ messageId: links.messageId, code: links.couponCode })
      .from(links)
      .where(
        and(
          kit.anyOf(links.messageId, slot.messageIds),
          eq(links.storeId, slot.storeId),
          isNotNull(links.couponCode),
        ),
      ),
  );
  return async (storeId: StoreId, messages: readonly { readonly id: MessageId }[]) => {
    const codes = new Map<MessageId | null, string[]>();
    if (messages.length === 0) return codes;
    for (const { messageId, code } of await coupons.read({
      storeId,
      messageIds: messages.map(({ id }) => id),
    }))
      if (code !== null) codes.set(messageId, [...(codes.get(messageId) ?? []), code]);
    return codes;
  };
};
