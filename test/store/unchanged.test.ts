import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type ContactId, type EpisodeId, type StoreId } from '../../src/core/words/ids.ts';
import type { StoredCart } from '../../src/ports/store/carts.ts';
import type { StoredMessage } from '../../src/ports/store/messages.ts';
import type { Situation } from '../../src/ports/store/snapshots.ts';
import type { Write } from '../../src/ports/store/write.ts';
import { MINUTE, openReminderWorld, SECOND, type ReminderWorld } from '../support/reminder-world.ts';
import { storedOrder } from '../support/stored.ts';
import { databases } from './databases.ts';

type Known = {
  readonly world: ReminderWorld;
  readonly storeId: StoreId;
  readonly cart: StoredCart;
  readonly message: StoredMessage;
  readonly situation: Situation;
};
type Change = (known: Known) => readonly Write[] | Promise<readonly Write[]>;

const EMAIL = 'ana@example.com';

const anOrder: Change = ({ world: { store, clock }, storeId }) =>
  store.orders.inserted(
    storedOrder(
      { externalId: 'o1', placedAt: clock.now(), contact: { email: EMAIL, phone: null, name: null } },
      { storeId, id: 'o1' as never, emailKey: EMAIL, meaning: { kind: 'bought' }, shopperId: null },
    ),
    [],
  );

/** Each as somebody else would write it while a message is being sent. */
const CHANGES: readonly (readonly [string, Change])[] = [
  ['an order of the same address, of nobody known', anOrder],
  [
    'a consent',
    ({ world: { store, clock }, storeId }) => [
      store.consents.told(storeId, EMAIL, {
        channel: 'email',
        state: 'out',
        at: clock.now(),
        source: 'checkout',
        wording: null,
      }),
    ],
  ],
  [
    'an opt-out',
    async ({ world: { store, clock }, storeId }) =>
      (
        await store.suppressions.prepare(storeId, {
          key: EMAIL,
          channel: 'email',
          purpose: 'marketing',
          at: clock.now(),
          source: 'unsubscribe_link',
          hint: 'a…',
        })
      ).writes,
  ],
  [
    'a contact by hand about the cart, of no shopper',
    ({ world: { store, clock }, storeId, cart }) =>
      store.contactLog.logged({
        id: newId<ContactId>(clock.now(), randomBytes),
        storeId,
        cartId: cart.id,
        shopperId: null,
        at: clock.now(),
        channel: 'phone',
        reached: true,
        answer: 'negative',
        reason: null,
        notes: '',
        nextAttemptAt: null,
      }),
  ],
  [
    'the cart',
    ({ world: { store }, cart }) =>
      store.carts.updated(cart, { ...cart, name: 'Beto', revision: cart.revision + 1 }, null),
  ],
  [
    'the run',
    ({ world: { store }, situation: { snapshot } }) => [
      store.episodes.changed(snapshot.episode, { ...snapshot.episode, lateMs: 1 }),
    ],
  ],
  [
    'another run of the shopper',
    ({ world: { store, clock }, situation: { snapshot } }) => [
      store.episodes.opened({
        ...snapshot.episode,
        id: 'e2' as EpisodeId,
        flow: 'reactivation',
        holdout: true,
        openedAt: clock.now(),
      }),
    ],
  ],
  [
    'the message',
    ({ world: { store }, message }) => [store.messages.changed(message, { lastVerdict: 'wait:bought' })],
  ],
  [
    'the shopper',
    ({ world: { store }, situation: { snapshot, shopper } }) => [
      store.episodes.shopperAddressed({ id: snapshot.shopper.id, revision: shopper.revision }),
    ],
  ],
  [
    'the flow',
    ({ world: { store }, storeId, situation: { flow } }) => [
      store.flows.changed(storeId, {
        ...flow,
        kind: 'abandoned_cart',
        enabled: false,
        revision: flow.revision + 1,
      }),
    ],
  ],
  [
    'the store’s settings',
    ({ world: { store }, situation }) => [
      store.stores.settingsChanged(situation.store, { abandonedAfterMs: 5 * MINUTE }),
    ],
  ],
];

describe.each(databases)('a situation that is asked for again on $name', ({ make }) => {
  let world: ReminderWorld;
  let known: Known;
  const at = () => ({ now: world.clock.now(), ordersFreshForMs: MINUTE });
  const again = () => world.store.snapshots.unchanged(known.situation, known.message, at());

  beforeEach(async () => {
    world = await openReminderWorld(make);
    const storeId = await world.connect('loja');
    const { cart } = await world.fillCart(storeId, EMAIL);
    await world.passes(30 * MINUTE + SECOND);
    const [message] = await world.messagesOf(cart);
    const [current] = await world.store.carts.byIds(storeId, [cart.id]);
    const situation = message && (await world.store.snapshots.ofMessage(message, at()));
    if (!message || !current || !situation) throw new Error('nothing was planned');
    known = { world, storeId, cart: current, message, situation };
  });
  afterEach(() => world.close());

  it('is the same as if it were read anew, where nothing changed', async () => {
    world.clock.advance(MINUTE);
    const anew = await world.store.snapshots.ofMessage(known.message, at());
    expect(await again()).toEqual({ ...anew, standing: known.situation.standing });
  });

  it('knows up to when the platform’s orders are known by now', async () => {
    const seenUntil = world.clock.now();
    await world.store.commit([
      world.store.stores.ordersRead(known.storeId, { seenUntil, watermark: seenUntil }),
    ]);
    expect((await again())?.snapshot.store.ordersSeenUntil).toEqual(seenUntil);
  });

  it.each(CHANGES)('has to be read anew once it changed: %s', async (_, change) => {
    expect(await again()).not.toBeNull();
    expect(await world.store.commit(await change(known))).toBe('committed');
    expect(await again()).toBeNull();
  });

  it('has to be read anew once a newer cart of the shopper speaks', async () => {
    world.clock.advance(SECOND);
    await world.fillCart(known.storeId, EMAIL, { externalId: 'newer' });
    expect(await again()).toBeNull();
  });
});
