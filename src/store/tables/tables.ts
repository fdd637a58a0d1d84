import type { Kit } from '../kits/postgres.ts';
import { describeCampaigns } from './campaigns.ts';
import { describeCarts } from './carts.ts';
import { describeConnecting } from './connecting.ts';
import { describeContactLog } from './contact-log.ts';
import { describeConsents } from './consents.ts';
import { describeCoupons } from './coupons.ts';
import { describeDataRequests } from './data-requests.ts';
import { describeDeliveries } from './deliveries.ts';
import { describeFlows } from './flows.ts';
import { describeForged } from './forged.ts';
import { describeHandWritten } from './hand-written.ts';
import { describeKeys } from './keys.ts';
import { describeMailbox } from './mailbox.ts';
import { describeOrders } from './orders.ts';
import { describeOutboundWebhooks } from './outbound-webhooks.ts';
import { describeProducts } from './products.ts';
import { describeReconciliations } from './reconciliations.ts';
import { describeReminders } from './reminders.ts';
import { describeResults } from './results.ts';
import { describeShoppers } from './shoppers.ts';
import { describeStores } from './stores.ts';

/** All tables, described once; after a change run `npm run migrations`. */
export const describeTables = (kit: Kit) => ({
  ...describeStores(kit),
  ...describeDeliveries(kit),
  ...describeCarts(kit),
  ...describeOrders(kit),
  ...describeShoppers(kit),
  ...describeConsents(kit),
  ...describeContactLog(kit),
  ...describeReminders(kit),
  ...describeHandWritten(kit),
  ...describeResults(kit),
  ...describeFlows(kit),
  ...describeKeys(kit),
  ...describeMailbox(kit),
  ...describeDataRequests(kit),
  ...describeProducts(kit),
  ...describeConnecting(kit),
  ...describeReconciliations(kit),
  ...describeForged(kit),
  ...describeCoupons(kit),
  ...describeCampaigns(kit),
  ...describeOutboundWebhooks(kit),
});

export type Tables = ReturnType<typeof describeTables>;

/** The row of a table as it is read. */
export type Row<Name extends keyof Tables> = Tables[Name]['$inferSelect'];

/** Tables whose whole row is the key: SQLite keeps them without a second copy of it. */
export const WITHOUT_ROWID: readonly string[] = ['cart_refs', 'cart_words', 'order_refs', 'phone_owners'];
