import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  NO_CART,
  type CouponId,
  type MessageId,
  type OutboundWebhookId,
} from '../../../src/core/words/ids.ts';
import { createErase } from '../../../src/pipeline/upkeep/erase.ts';
import { aCoupon } from '../../support/coupons.ts';
import { openIntakeOn, type IntakeOnDatabase } from '../../support/intake-world.ts';
import { messageRow } from '../../support/rows.ts';
import { cartSeen, minutes } from '../../support/observations.ts';
import { databases } from '../../store/databases.ts';

const ana = { email: 'ana@example.com', phone: null, name: 'Ana' };
const eva = { email: 'eva@example.com', phone: null, name: 'Eva' };

describe.each(databases)('erasing on $name', ({ make }) => {
  let world: IntakeOnDatabase;
  beforeAll(async () => {
    world = await openIntakeOn(make);
  });
  afterAll(() => world.close());

  it('leaves of an offer what it cost and nothing that leads to somebody, and of what programs were told nothing', async () => {
    const store = await world.connect();
    await world.tell(store, cartSeen({ contact: ana }), cartSeen({ externalId: 'c3', contact: eva }));
    const { carts, coupons, messages, outboundWebhooks, commit } = world.store;
    const webhookId = 'w1' as OutboundWebhookId;
    const createdAt = minutes(0);
    const webhook = { id: webhookId, storeId: store.id, url: 'https://app.example/', secret: 'whsec_YQ==' };
    await commit([outboundWebhooks.added({ ...webhook, events: ['cart.abandoned'], createdAt })]);
    for (const name of ['c1', 'c3']) {
      const [cart] = await carts.byExternalIds(store.id, [name]);
      const about = { storeId: store.id, cartId: cart!.id, shopperId: cart!.shopperId! };
      const messageId = `pushed-${name}` as MessageId;
      const call = { ...about, webhookId, event: 'message.due', eventId: messageId, messageId } as const;
      const end = { state: 'taken', status: 200, reason: null, endedAt: createdAt } as const;
      await commit([
        messages.planned(
          messageRow({
            ...about,
            id: messageId,
            episodeId: null,
            channel: 'webhook',
            toAddress: 'https://app.example',
          }),
        ),
        coupons.handed(
          aCoupon({
            ...about,
            id: `by-hand-${name}` as CouponId,
            subject: `hand/${cart!.id}/for ${cart!.name}`,
            text: `for ${cart!.name}`,
            episodeId: null,
          }),
          { ...about, messageId, at: minutes(1) },
        ),
        // About no cart: only its message tells whose it is.
        outboundWebhooks.recorded(
          {
            ...call,
            cartId: NO_CART,
            orderId: null,
            at: createdAt,
            attempts: 1,
            ...end,
            nextAttemptAt: createdAt,
          },
          { ...end, nextAttemptAt: createdAt },
        ),
        outboundWebhooks.told({
          ...about,
          event: 'cart.abandoned',
          eventId: `evt-${name}`,
          orderId: null,
          at: createdAt,
        }),
      ]);
    }

    const erased = await createErase(world)({
      storeId: store.id,
      emailKeys: ['ana@example.com'],
      phoneKeys: [],
      orderIds: [],
      at: minutes(500),
    });
    expect(erased).toMatchObject({ coupons: 1, webhookCalls: 2 });
    expect(await coupons.find(store.id, 'by-hand-c1' as CouponId)).toMatchObject({
      code: 'R7K3M9',
      handedAt: minutes(1),
      subject: 'erased/by-hand-c1',
      text: null,
      cartId: null,
      shopperId: null,
      messageId: null,
    });
    expect(await coupons.find(store.id, 'by-hand-c3' as CouponId)).toMatchObject({ text: 'for Eva' });
    const left = await outboundWebhooks.recent(store.id, webhookId, 9);
    expect(left.map(({ eventId }) => eventId).toSorted()).toEqual(['evt-c3', 'pushed-c3']);
    expect(await outboundWebhooks.due(minutes(10), 9)).toMatchObject([{ eventId: 'evt-c3' }]);
  });
});
