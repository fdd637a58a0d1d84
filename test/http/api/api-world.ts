import type { ConnectedStore } from '../../../src/ports/store/stores.ts';
import { openWorld, type World } from '../../support/world.ts';
import { call, type Answer, type Ask } from '../call.ts';
import { deviations, operationsOf, readDocument } from '../document.ts';

/** Two carts of a shop of its own, the later one bought. */
export const EVENTS = [
  {
    id: 'e1',
    type: 'cart.updated',
    occurredAt: '2026-11-21T11:00:00Z',
    cart: {
      id: 'c1',
      email: 'ana@example.com',
      phone: '11 98765-4321',
      name: 'Ana Souza',
      country: 'BR',
      locale: 'pt-BR',
      currency: 'BRL',
      total: '199.90',
      lines: [
        {
          productId: '7',
          variantId: '71',
          title: 'Caneca azul',
          quantity: 2,
          unitPrice: '90.00',
          available: true,
        },
      ],
      returnUrl: 'https://shop.example/cart/c1',
      customer: { id: '9', registered: true },
    },
  },
  {
    id: 'e2',
    type: 'cart.updated',
    occurredAt: '2026-11-21T11:50:00Z',
    cart: {
      id: 'c2',
      email: 'bruno@example.com',
      name: '=HYPERLINK("http://evil")',
      currency: 'BRL',
      total: '20.00',
      lines: [{ productId: '8', title: 'Camiseta', quantity: 1, unitPrice: '20.00' }],
    },
  },
  {
    id: 'e3',
    type: 'order.updated',
    occurredAt: '2026-11-21T11:55:00Z',
    order: {
      id: 'o2',
      number: '1002',
      cartId: 'c2',
      email: 'bruno@example.com',
      currency: 'BRL',
      total: '20.00',
      paymentState: 'paid',
      placedAt: '2026-11-21T11:55:00Z',
    },
  },
];

export type ApiWorld = {
  readonly world: World;
  readonly store: ConnectedStore;
  /** Asks an operation and holds its answer against the document. */
  readonly ask: (operation: string, path: string, given?: Ask) => Promise<Answer>;
  readonly eventsKey: string;
  readonly idOf: (externalId: string) => Promise<string>;
};

/** A store with those events, and its API. An answer that the document does not describe throws. */
export const openApiWorld = async (): Promise<ApiWorld> => {
  const world = await openWorld();
  const store = await world.connect();
  const [admin, eventsKey] = [await world.key(store), await world.key(store, 'events')];
  const document = await readDocument(world);
  const methods = new Map(operationsOf(document).map(({ id, method }) => [id, method.toUpperCase()]));
  const ask = async (operation: string, path: string, given: Ask = {}): Promise<Answer> => {
    const method = methods.get(operation);
    if (method === undefined) throw new Error(`${operation} is not in the document`);
    const answer = await call(`${world.url}/api/v1${path}`, { method, key: admin, ...given });
    const found = deviations(document, operation, answer);
    if (found.length > 0) throw new Error(`${operation} ${path}: ${found.join('; ')}`);
    return answer;
  };
  await ask('postEvents', '/events', { key: eventsKey, body: { events: EVENTS } });
  await world.settled();
  return {
    world,
    store,
    ask,
    eventsKey,
    idOf: async (externalId) => (await world.store.carts.byExternalIds(store.id, [externalId]))[0]?.id ?? '',
  };
};
