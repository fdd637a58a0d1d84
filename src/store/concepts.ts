import type { Concepts } from '../ports/store/store.ts';
import { createAccess } from './access.ts';
import { createCarts } from './carts.ts';
import { createCartList } from './cart-list.ts';
import { createCartViews } from './cart-views.ts';
import { createClicks } from './clicks.ts';
import { createConsents } from './consents.ts';
import { createCredits } from './credits.ts';
import { createDeliveries } from './deliveries.ts';
import { createDueStores } from './due-stores.ts';
import type { Engine } from './engine.ts';
import { createFlows } from './flows.ts';
import { createLinks } from './links.ts';
import { createMailbox } from './mailbox.ts';
import { createOrders } from './orders.ts';
import { createMessageList } from './message-list.ts';
import { createReports } from './reports.ts';
import { createShoppers } from './shoppers.ts';
import { createStores } from './stores.ts';
import { createSuppressions } from './suppressions.ts';
import type { StoreSurroundings } from './surroundings.ts';
import { createTimeline } from './timeline.ts';
import { createTombstones } from './tombstones.ts';

/** Every concept of the store on one engine: the main connection's and, for reading, the reader's. */
export const createConcepts = (engine: Engine, surroundings: StoreSurroundings): Concepts => {
  const flows = createFlows(engine);
  const messageList = createMessageList(engine);
  const stores = createStores(engine, surroundings, flows);
  return {
    stores,
    dueStores: createDueStores(engine),
    deliveries: createDeliveries(engine),
    flows,
    access: createAccess(engine, surroundings),
    suppressions: createSuppressions(engine, surroundings, stores),
    mailbox: createMailbox(engine, surroundings),
    links: createLinks(engine),
    clicks: createClicks(engine),
    credits: createCredits(engine),
    reports: createReports(engine),
    carts: createCarts(engine, surroundings.secrets),
    orders: createOrders(engine, surroundings.secrets),
    shoppers: createShoppers(engine),
    consents: createConsents(engine),
    timeline: createTimeline(engine),
    tombstones: createTombstones(engine),
    cartList: createCartList(engine),
    cartViews: createCartViews(engine, messageList),
    messageList,
  };
};
