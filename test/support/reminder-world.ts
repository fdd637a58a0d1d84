import { randomBytes } from 'node:crypto';
import type { CartObservation } from '../../src/core/cart/observation.ts';
import { preparedFlow } from '../../src/core/flows/prepared-flow.ts';
import {
  newId,
  type CartId,
  type MessageId,
  type ShopperId,
  type StepId,
  type StoreId,
} from '../../src/core/words/ids.ts';
import type { Flow } from '../../src/core/flows/flow.ts';
import type { Platform } from '../../src/core/words/vocabulary.ts';
import { createReminders } from '../../src/pipeline/reminders/reminders.ts';
import type { ReminderParts } from '../../src/pipeline/reminders/parts.ts';
import type { ChannelHealth, ChannelPort, EmailContent, SendResult } from '../../src/ports/channel.ts';
import type { StoredCart } from '../../src/ports/store/carts.ts';
import type { TestDatabase } from '../store/databases.ts';
import { openTestStore, silentLog } from '../store/open-test-store.ts';
import { storedCart, storedOrder } from './stored.ts';
import { aConnection } from './a-connection.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export type Sent = {
  readonly id: MessageId;
  readonly to: string;
  readonly content: EmailContent;
  readonly at: Date;
};
type Behaviour = (to: string, beforeHandOver: () => Promise<boolean>) => Promise<SendResult>;

const accepts: Behaviour = async (_, beforeHandOver) =>
  (await beforeHandOver()) ? { kind: 'accepted', providerId: `p-${Math.random()}` } : { kind: 'withdrawn' };

/** A channel that keeps what it took; a test says how it behaves. */
export const createTestChannel = (now: () => Date) => {
  const sent: Sent[] = [];
  let behaviour = accepts;
  let health: ChannelHealth = { kind: 'up' };
  const port: ChannelPort<EmailContent> = {
    channel: 'email',
    send: async ({ messageId, to, content }, beforeHandOver) => {
      const at = now();
      const result = await behaviour(to, beforeHandOver);
      if (result.kind === 'accepted' || result.kind === 'uncertain')
        sent.push({ id: messageId, to, content, at });
      return result;
    },
    health: () => health,
    close: () => Promise.resolve(),
  };
  return {
    port,
    sent,
    behaves: (next: Behaviour) => {
      behaviour = next;
    },
    recovers: () => {
      behaviour = accepts;
    },
    is: (next: ChannelHealth) => {
      health = next;
    },
  };
};

/** A store with its flow on, shoppers with carts, a channel, and a clock that stands until it is moved. */
export const openReminderWorld = async (
  make: () => Promise<TestDatabase>,
  given: Partial<ReminderParts> | ((store: ReminderParts['store']) => Partial<ReminderParts>) = {},
) => {
  const opened = await openTestStore(make);
  const { store, clock } = opened;
  const over = typeof given === 'function' ? given(store) : given;
  const channel = createTestChannel(clock.now);
  const caughtUp: StoreId[] = [];
  let platformAnswers = true;
  const parts: Parameters<typeof createReminders>[0] = {
    store,
    channels: { email: channel.port },
    clock,
    randomBytes,
    log: silentLog,
    limits: { ordersFreshForMs: MINUTE, concurrency: 10, concurrencyPerStore: 2 },
    appUrl: 'https://retorno.example',
    mailFrom: { name: null, address: 'shop@retorno.example' },
    catchUp: async (id) => {
      caughtUp.push(id);
      if (!platformAnswers) return;
      await store.commit([store.stores.ordersRead(id, { seenUntil: clock.now(), watermark: clock.now() })]);
    },
    ...over,
  };
  const reminders = createReminders(parts);
  const helpers = worldHelpers(opened, reminders);
  return {
    ...opened,
    parts,
    reminders,
    channel,
    caughtUp,
    platformAnswers: (answers: boolean) => {
      platformAnswers = answers;
    },
    ...helpers,
  };
};

export type ReminderWorld = Awaited<ReturnType<typeof openReminderWorld>>;

const worldHelpers = (
  { store, clock }: Awaited<ReturnType<typeof openTestStore>>,
  reminders: ReturnType<typeof createReminders>,
) => {
  const connect = async (
    key: string,
    { platform = 'custom', change = {} }: { platform?: Platform; change?: Partial<Flow> } = {},
  ) => {
    const now = clock.now();
    const flow = preparedFlow('abandoned_cart', now, () => newId<StepId>(now, randomBytes));
    const { store: known } = await store.stores.connect(
      aConnection({
        platform,
        externalKey: key,
        flows: [{ ...flow, enabled: true, enabledAt: now, ...change }],
        now,
      }),
    );
    clock.advance(SECOND);
    return known.id;
  };
  /** A shopper with a cart whose last activity is now. */
  const fillCart = async (
    storeId: StoreId,
    email: string,
    seen: Partial<CartObservation> = {},
  ): Promise<{ cart: StoredCart; shopperId: ShopperId }> => {
    const now = clock.now();
    const shopperId = `${storeId}:${email}` as ShopperId;
    const externalId = seen.externalId ?? `cart of ${email}`;
    const cart = storedCart(
      { externalId, contact: { email, phone: null, name: 'Ana Souza' }, ...seen },
      {
        id: `${storeId}:${externalId}` as CartId,
        storeId,
        shopperId,
        startedAt: now,
        lastActivityAt: now,
        firstSeenAt: now,
        judgeAt: new Date(now.getTime() + 30 * MINUTE),
      },
    );
    const known = await store.shoppers.byIdentities(storeId, [`e:${email}`]);
    const shopper = {
      id: shopperId,
      storeId,
      identityKey: `e:${email}`,
      emailKey: email,
      phoneKey: null,
      customerId: null,
      firstSeenAt: now,
      lastActivityAt: now,
    } as const;
    await store.commit([
      ...(known.length > 0 ? [] : [store.shoppers.inserted(shopper)]),
      ...store.carts.inserted(cart, 'https://shop.example/checkout'),
      store.dueStores.broughtForward(storeId, new Date(now.getTime() + 30 * MINUTE)),
    ]);
    return { cart, shopperId };
  };
  /** One look, and everything it found is sent; again until nothing is left. */
  const settleDown = async (): Promise<void> => {
    for (let round = 0; round < 200; round += 1) {
      const ids = await reminders.sweep();
      if (ids.length === 0) return;
      await Promise.all(ids.map((id) => reminders.send(id)));
    }
    throw new Error('there is always more to send');
  };
  const passes = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await settleDown();
  };
  /** The shopper buys, as intake would write it: the order, the cart it settles, and a new look at what is planned. */
  const buys = async (cart: StoredCart, over: { placedAt?: Date } = {}): Promise<void> => {
    const at = over.placedAt ?? clock.now();
    for (;;) {
      const [current] = await store.carts.byIds(cart.storeId, [cart.id]);
      if (current === undefined) throw new Error('no such cart');
      const order = storedOrder(
        {
          externalId: `order of ${cart.externalId}`,
          placedAt: at,
          updatedAt: at,
          contact: { email: cart.email, phone: null, name: null },
        },
        {
          storeId: cart.storeId,
          id: `order:${cart.id}` as never,
          meaning: { kind: 'bought' },
          shopperId: cart.shopperId,
        },
      );
      const bought = {
        ...current,
        state: 'purchased',
        orderId: order.id,
        judgeAt: null,
        revision: current.revision + 1,
      } as const;
      const writes = [
        ...store.orders.inserted(order, []),
        ...store.carts.updated(current, bought, null),
        ...store.messages.reconsider({ storeId: cart.storeId, cartIds: [cart.id], at: clock.now() }),
      ];
      if ((await store.commit(writes)) === 'committed') return;
    }
  };
  const messagesOf = async (cart: StoredCart) => {
    const episodes = await store.episodes.ofCart(cart.storeId, cart.id, 'abandoned_cart');
    const lists = await Promise.all(episodes.map(({ id }) => store.messages.ofEpisode(id)));
    return lists.flat().toSorted((one, other) => (one.stepIndex ?? 0) - (other.stepIndex ?? 0));
  };
  const storyOf = async (cart: StoredCart) =>
    (await store.timeline.ofCart(cart.storeId, cart.id, 100)).map(({ kind, reason }) =>
      reason === null ? kind : `${kind}: ${reason}`,
    );
  return { connect, fillCart, settleDown, passes, buys, messagesOf, storyOf };
};
