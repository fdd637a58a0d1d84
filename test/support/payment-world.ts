import { randomBytes } from 'node:crypto';
import type { Observation } from '../../src/core/cart/observation.ts';
import type { Flow } from '../../src/core/flows/flow.ts';
import { preparedFlow } from '../../src/core/flows/prepared-flow.ts';
import { newId, type StepId, type StoreId } from '../../src/core/words/ids.ts';
import { applyPatiently } from '../../src/pipeline/intake/apply-all.ts';
import { createNamedCarts } from '../../src/pipeline/intake/named-carts.ts';
import type { IntakeParts } from '../../src/pipeline/intake/parts.ts';
import { createCreditOrder } from '../../src/pipeline/return/credit-order.ts';
import type { TestDatabase } from '../store/databases.ts';
import { cartSeen, orderSeen } from './observations.ts';
import { openReminderWorld } from './reminder-world.ts';
import { aConnection } from './a-connection.ts';

type Told = Partial<Extract<Observation, { kind: 'order' }>>;

/** A store with both flows on that hears of carts and orders as in life, and sends. */
export const openPaymentWorld = async (
  make: () => Promise<TestDatabase>,
  given: Parameters<typeof openReminderWorld>[1] = {},
) => {
  const world = await openReminderWorld(make, given);
  const { store, clock } = world;
  const parts: IntakeParts = {
    store,
    reconsider: store.messages.reconsider,
    creditOrder: createCreditOrder(store),
    namedCarts: createNamedCarts({ ...store, linkKeys: [new Uint8Array(32)] }),
    eraseShopper: () => Promise.resolve(),
    eraseStore: () => Promise.resolve(),
    randomBytes,
  };

  const open = async (key: string, over: Partial<Flow> = {}): Promise<StoreId> => {
    const now = clock.now();
    const flowOf = (kind: Flow['kind']): Flow => ({
      ...preparedFlow(kind, now, () => newId<StepId>(now, randomBytes)),
      enabled: true,
      enabledAt: now,
    });
    const { store: known } = await store.stores.connect(
      aConnection({
        externalKey: key,
        flows: [flowOf('abandoned_cart'), { ...flowOf('pending_payment'), ...over }],
        now,
      }),
    );
    clock.advance(1_000);
    return known.id;
  };
  const tell = async (storeId: StoreId, ...told: readonly Observation[]): Promise<void> => {
    const now = clock.now();
    const known = await store.stores.find(storeId);
    if (known === null) throw new Error('no such store');
    const tellings = told.map((one) => ({ told: one, receivedAt: now }));
    await applyPatiently(parts, { store: known, tellings, now, with: [] });
  };
  const ana = { email: 'ana@example.com', phone: null, name: 'Ana Souza' };
  /** A cart of Ana's, and an order of it by Pix, both of now. */
  const cart = (over: Partial<Extract<Observation, { kind: 'cart' }>> = {}): Observation =>
    cartSeen({
      contact: ana,
      updatedAt: clock.now(),
      returnUrl: 'https://shop.example/checkout',
      ...over,
    });
  const order = (over: Told = {}): Observation =>
    orderSeen({
      contact: ana,
      placedAt: clock.now(),
      updatedAt: clock.now(),
      paymentState: 'awaiting_shopper',
      paymentMethod: 'pix',
      cartRefs: ['c1'],
      payUrl: 'https://pay.example/o1',
      ...over,
    });
  const runOf = async (storeId: StoreId, externalId = 'o1') => {
    const [known] = await store.orders.byExternalIds(storeId, [externalId]);
    return known === undefined ? null : store.episodes.ofOrder(storeId, known.id);
  };
  const remindersOf = async (storeId: StoreId, externalId = 'o1') => {
    const run = await runOf(storeId, externalId);
    return run === null ? [] : store.messages.ofEpisode(run.id);
  };
  const cartOf = async (storeId: StoreId, externalId = 'c1') => {
    const [found] = await store.carts.byExternalIds(storeId, [externalId]);
    if (found === undefined) throw new Error('no such cart');
    return found;
  };
  return { ...world, intake: parts, open, tell, cart, order, runOf, remindersOf, cartOf };
};

export type PaymentWorld = Awaited<ReturnType<typeof openPaymentWorld>>;
