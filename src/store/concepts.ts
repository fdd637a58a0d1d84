import type { Concepts } from '../ports/store/store.ts';
import { createAccess } from './access.ts';
import { createAudit } from './audit.ts';
import { createCampaigns } from './campaigns.ts';
import { createCarts } from './carts.ts';
import { createCartList } from './cart-list.ts';
import { createCartViews } from './cart-views.ts';
import { createClicks } from './clicks.ts';
import { createConnectStates } from './connect-states.ts';
import { createConsents } from './consents.ts';
import { createContactLog } from './contact-log.ts';
import { createCoupons } from './coupons.ts';
import { createCredits } from './credits.ts';
import { createDataRequests } from './data-requests.ts';
import { createDeliveries } from './deliveries.ts';
import { createDueStores } from './due-stores.ts';
import type { Engine } from './engine.ts';
import { createEpisodes } from './episodes.ts';
import { createErasing } from './erasing.ts';
import { createErrands } from './errands.ts';
import { createFlows } from './flows.ts';
import { createForged } from './forged.ts';
import { createKeyRotation } from './key-rotation.ts';
import { createHandWritten } from './hand-written.ts';
import { createLinks } from './links.ts';
import { createMailbox } from './mailbox.ts';
import { createMessages } from './messages.ts';
import { createOrders } from './orders.ts';
import { createMessageList } from './message-list.ts';
import { createOutboundWebhooks } from './outbound-webhooks.ts';
import { createPasts } from './pasts.ts';
import { createProducts } from './products.ts';
import { createPersonRecords } from './person-records.ts';
import { createReconciliations } from './reconciliations.ts';
import { createReactivations } from './reactivations.ts';
import { createReports } from './reports.ts';
import { createShopperList } from './shopper-list.ts';
import { createShoppers } from './shoppers.ts';
import { createSnapshots } from './snapshots.ts';
import { createStores } from './stores.ts';
import { createSuppressions } from './suppressions.ts';
import type { StoreSurroundings } from './surroundings.ts';
import { createTasks } from './tasks.ts';
import { createTimeline } from './timeline.ts';
import { createTombstones } from './tombstones.ts';

/** Every concept of the store on one engine: the main connection's and, for reading, the reader's. */
export const createConcepts = (engine: Engine, surroundings: StoreSurroundings): Concepts => {
  const flows = createFlows(engine);
  const messageList = createMessageList(engine);
  const stores = createStores(engine, surroundings, flows);
  const suppressions = createSuppressions(engine, surroundings, stores);
  const carts = createCarts(engine, surroundings.secrets);
  const orders = createOrders(engine, surroundings.secrets);
  const consents = createConsents(engine);
  const dueStores = createDueStores(engine);
  const episodes = createEpisodes(engine);
  const messages = createMessages(engine, dueStores);
  const cartList = createCartList(engine);
  const known = {
    stores,
    flows,
    carts,
    orders,
    consents,
    suppressions,
    episodes,
    messages,
    contactLog: createContactLog(engine),
    coupons: createCoupons(engine),
    campaigns: createCampaigns(engine),
    outboundWebhooks: createOutboundWebhooks(engine, surroundings.secrets),
  };
  return {
    ...known,
    snapshots: createSnapshots(engine, known),
    dueStores,
    deliveries: createDeliveries(engine),
    audit: createAudit(engine),
    keyRotation: createKeyRotation(engine, surroundings.secrets),
    mailbox: createMailbox(engine, surroundings),
    links: createLinks(engine),
    clicks: createClicks(engine),
    credits: createCredits(engine),
    reports: createReports(engine),
    pasts: createPasts(engine, known),
    shoppers: createShoppers(engine),
    timeline: createTimeline(engine),
    tombstones: createTombstones(engine),
    erasing: createErasing(engine),
    cartList,
    shopperList: createShopperList(engine, cartList),
    cartViews: createCartViews(engine, messageList),
    messageList,
    dataRequests: createDataRequests(engine, surroundings.secrets, stores),
    tasks: createTasks(engine),
    personRecords: createPersonRecords(engine),
    handWritten: createHandWritten(engine),
    products: createProducts(engine),
    ...createEntrances(engine, surroundings),
    reconciliations: createReconciliations(engine),
    forged: createForged(engine),
    reactivations: createReactivations(engine),
  };
};

/** How people come in and stores come to be connected, and what is then done at their platforms. */
const createEntrances = (engine: Engine, surroundings: StoreSurroundings) => ({
  access: createAccess(engine, surroundings),
  connectStates: createConnectStates(engine, surroundings),
  errands: createErrands(engine),
});
