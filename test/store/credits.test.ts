import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contribution } from '../../src/core/results/contribution.ts';
import type {
  CartId,
  EpisodeId,
  MessageId,
  OrderId,
  ShopperId,
  StepId,
  StoreId,
} from '../../src/core/words/ids.ts';
import type { Credits } from '../../src/ports/store/credits.ts';
import { createCredits } from '../../src/store/credits.ts';
import { cartRow, episodeRow, messageRow, orderRow } from '../support/rows.ts';
import { databases, openTestEngine } from './databases.ts';

const storeId = 's1' as StoreId;
const noon = new Date('2026-11-21T12:00:00Z');
const contribution: Contribution = {
  storeId,
  orderId: 'o1' as OrderId,
  boughtAt: noon,
  share: {
    credit: { kind: 'click', messageId: 'm1' as MessageId },
    flow: 'abandoned_cart',
    stepId: 'first' as StepId,
    channel: 'email',
    episodeDay: '2026-11-20',
    orderDay: '2026-11-21',
    revenue: { minor: 19_990, currency: 'BRL' },
  },
};

describe.each(databases)('credit on $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestEngine>>;
  let credits: Credits;

  beforeAll(async () => {
    opened = await openTestEngine(make);
    credits = createCredits(opened.engine);
    const { db, tables, write, commit } = opened.engine;
    await commit([
      write(db.insert(tables.carts).values(cartRow({ state: 'purchased', orderId: 'o1' as OrderId }))),
      write(db.insert(tables.orders).values(orderRow())),
      write(db.insert(tables.episodes).values(episodeRow())),
      write(db.insert(tables.messages).values(messageRow())),
      write(
        db.insert(tables.messages).values(
          messageRow({
            id: 'm2' as MessageId,
            cartId: 'c2' as CartId,
            state: 'planned',
            sentAt: null,
            acceptedAt: null,
          }),
        ),
      ),
      write(
        db
          .insert(tables.messages)
          .values(
            messageRow({ id: 'm3' as MessageId, storeId: 's2' as StoreId, episodeId: 'e2' as EpisodeId }),
          ),
      ),
    ]);
  });
  afterAll(() => opened.close());

  it('a contribution is kept as it was, and changed only from where it was read', async () => {
    expect(await credits.contribution(storeId, contribution.orderId)).toBeNull();
    const { commit } = opened.engine;
    expect(await commit([credits.saveContribution(contribution, null)])).toBe('committed');
    expect(await commit([credits.saveContribution(contribution, null)])).toBe('conflict');
    expect(await credits.contribution(storeId, contribution.orderId)).toEqual({
      ...contribution,
      revision: 1,
    });

    const taken = { ...contribution, share: null };
    expect(await commit([credits.saveContribution(taken, 1)])).toBe('committed');
    expect(await commit([credits.saveContribution(contribution, 1)])).toBe('conflict');
    expect(await credits.contribution(storeId, contribution.orderId)).toEqual({ ...taken, revision: 2 });
    expect(await credits.contribution('s2' as StoreId, contribution.orderId)).toBeNull();
  });

  it('messages are those that went out, about the carts or to the shoppers, of one store', async () => {
    const find = (cartIds: string[], shopperIds: string[], sentSince = noon) =>
      credits.messagesFor({
        storeId,
        cartIds: cartIds as CartId[],
        shopperIds: shopperIds as ShopperId[],
        sentSince,
      });

    expect((await find(['c1', 'c2'], ['p1'])).map(({ id }) => id)).toEqual(['m1']);
    expect((await find([], ['p1'])).map(({ id }) => id)).toEqual(['m1']);
    expect(await find([], ['p1'], new Date(noon.getTime() + 1))).toEqual([]);
    expect(await find([], [])).toEqual([]);
  });

  it('saving a credit moves the cart with it, and only from the order that was read', async () => {
    const read = (await credits.order(storeId, 'o1' as OrderId))!;
    const credit = { kind: 'click', messageId: 'm1' as MessageId } as const;
    const save = (cartId: CartId | null) =>
      opened.engine.commit(credits.saveCredit(read, { credit, cartId }));

    expect(await save('c1' as CartId)).toBe('committed');
    expect(await save(null)).toBe('conflict');

    const { db, tables } = opened.engine;
    const [cart] = await opened.engine.read(db.select().from(tables.carts));
    expect(cart).toMatchObject({ state: 'recovered', credit, revision: 2 });
    expect((await credits.order(storeId, 'o1' as OrderId))?.order).toMatchObject({ credit, cartId: 'c1' });
  });
});
