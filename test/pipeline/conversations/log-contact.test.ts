import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CartId, ContactId, ShopperId, StoreId } from '../../../src/core/words/ids.ts';
import { createLogContact, type NewContact } from '../../../src/pipeline/conversations/log-contact.ts';
import type { StoredCart } from '../../../src/ports/store/carts.ts';
import { preparedFlow } from '../../../src/core/flows/prepared-flow.ts';
import type { StepId } from '../../../src/core/words/ids.ts';
import { databases } from '../../store/databases.ts';
import { openTestStore } from '../../store/open-test-store.ts';
import { storedCart } from '../../support/stored.ts';
import { aConnection } from '../../support/a-connection.ts';

const now = new Date('2026-11-21T12:00:00Z');
const inAnHour = new Date(now.getTime() + 3_600_000);

describe.each(databases)('a contact logged by hand on $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestStore>>;
  let storeId: StoreId;
  let logContact: ReturnType<typeof createLogContact>;

  beforeAll(async () => {
    opened = await openTestStore(make);
    const { store } = opened;
    logContact = createLogContact({ store, reconsider: store.messages.reconsider, randomBytes });
    storeId = await connect('shop');
  });
  afterAll(() => opened.close());

  const connect = async (name: string): Promise<StoreId> => {
    let steps = 0;
    const { store } = await opened.store.stores.connect(
      aConnection({
        externalKey: name,
        name,
        url: null,
        flows: [preparedFlow('abandoned_cart', now, () => `step-${(steps += 1)}` as StepId)],
        now,
      }),
    );
    return store.id;
  };
  const addCart = async (id: string, over: Partial<StoredCart> = {}): Promise<CartId> => {
    const shopperId = `shopper-of-${id}` as ShopperId;
    const cart = storedCart({ externalId: id }, { id: id as CartId, storeId, shopperId, ...over });
    const known = cart.shopperId ?? shopperId;
    await opened.store.commit([opened.store.shoppers.inserted(shopperRow(known))]);
    await opened.store.commit(opened.store.carts.inserted(cart, null));
    return cart.id;
  };
  const shopperRow = (id: ShopperId) => ({
    id,
    storeId,
    identityKey: `e:${id}` as const,
    emailKey: null,
    phoneKey: null,
    customerId: null,
    firstSeenAt: now,
    lastActivityAt: now,
  });
  const contact = (cartId: CartId, over: Partial<NewContact> = {}): NewContact => ({
    storeId,
    cartId,
    channel: 'phone',
    reached: true,
    answer: 'none',
    reason: null,
    notes: '',
    nextAttemptAt: null,
    ...over,
  });
  const cartOf = async (cartId: CartId) => (await opened.store.carts.byIds(storeId, [cartId]))[0];
  const storyOf = async (cartId: CartId) =>
    (await opened.store.timeline.ofCart(storeId, cartId, 99)).map(({ kind, reason }) => [kind, reason]);
  const humanOf = async (cartId: CartId) =>
    (await opened.store.snapshots.ofCart(storeId, cartId, { now, ordersFreshForMs: 60_000 }))?.snapshot.human;

  it('is kept, told without its notes, and every decision about the shopper sees it', async () => {
    const cartId = await addCart('kept');
    const notes = '<script>alert("x")</script> Ana was angry';
    const outcome = await logContact(
      contact(cartId, { notes, reason: 'shipping', answer: 'positive', nextAttemptAt: inAnHour }),
      now,
    );

    expect(outcome).toMatchObject({
      kind: 'logged',
      contact: { notes, at: now, shopperId: 'shopper-of-kept' },
    });
    expect(await opened.store.contactLog.ofCart(storeId, cartId, { limit: 9, before: null })).toMatchObject([
      { notes, reason: 'shipping', nextAttemptAt: inAnHour },
    ]);
    expect(await storyOf(cartId)).toEqual([['contacted', 'shipping']]);
    expect(JSON.stringify(await opened.store.timeline.ofCart(storeId, cartId, 9))).not.toContain('Ana');
    expect(await humanOf(cartId)).toEqual({
      kind: 'contacted',
      at: now,
      restUntil: inAnHour,
      answer: 'positive',
    });
    const sister = await addCart('sister', { shopperId: 'shopper-of-kept' as ShopperId });
    expect(await humanOf(sister)).toMatchObject({ restUntil: inAnHour });
  });

  it('a no closes the cart as declined and takes its next attempt from the tasks', async () => {
    const cartId = await addCart('declined');
    await logContact(contact(cartId, { nextAttemptAt: now }), now);
    expect(await opened.store.tasks.count(storeId, now)).toBe(1);
    await logContact(
      contact(cartId, { answer: 'negative', nextAttemptAt: now }),
      new Date(now.getTime() + 1),
    );

    expect(await cartOf(cartId)).toMatchObject({ state: 'closed', closedReason: 'declined', judgeAt: null });
    expect(await storyOf(cartId)).toContainEqual(['closed', 'declined']);
    expect(await opened.store.tasks.count(storeId, now)).toBe(0);
    expect(await humanOf(cartId)).toMatchObject({ answer: 'negative' });
  });

  it.each(['purchased', 'recovered', 'pending_payment', 'closed'] as const)(
    'a no about a cart that is %s is kept and changes nothing of the cart',
    async (state) => {
      const cartId = await addCart(`no-${state}`, { state });
      await logContact(contact(cartId, { answer: 'negative' }), now);
      expect(await cartOf(cartId)).toMatchObject({ state, closedReason: null });
    },
  );

  it('whoever read the cart before is refused afterwards, so a message in hand decides anew', async () => {
    const cartId = await addCart('in-hand');
    const before = await cartOf(cartId);
    await logContact(contact(cartId), now);
    const { episodes, commit } = opened.store;
    expect(await commit([episodes.cartUnchanged({ id: cartId, revision: before?.revision ?? 0 })])).toBe(
      'conflict',
    );
  });

  it('many at once are all kept, and the one that was written last is the task', async () => {
    const cartId = await addCart('at-once');
    const all = Array.from({ length: 8 }, (_, place) =>
      logContact(contact(cartId, { notes: String(place), nextAttemptAt: now }), now),
    );
    expect((await Promise.all(all)).map(({ kind }) => kind)).toEqual(all.map(() => 'logged'));
    expect(await opened.store.contactLog.ofCart(storeId, cartId, { limit: 99, before: null })).toHaveLength(
      8,
    );
    const due = await opened.store.tasks.page({ storeId, dueBefore: now, after: null, limit: 99 });
    expect(due.filter((task) => task.cartId === cartId)).toHaveLength(1);
  });

  it('another store does not find the cart, and nothing is written about an erased shopper', async () => {
    const cartId = await addCart('hidden');
    const stranger = await connect('another');
    expect(await logContact({ ...contact(cartId), storeId: stranger }, now)).toEqual({ kind: 'not_found' });
    const erased = await addCart('erased', { redacted: true, state: 'closed', closedReason: 'redacted' });
    expect(await logContact(contact(erased, { notes: 'Ana' }), now)).toEqual({ kind: 'redacted' });
    const page = { limit: 9, before: null as ContactId | null };
    expect(await opened.store.contactLog.ofCart(storeId, cartId, page)).toEqual([]);
    expect(await opened.store.contactLog.ofCart(storeId, erased, page)).toEqual([]);
  });
});
