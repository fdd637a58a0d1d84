import type { Access } from './access.ts';
import type { Audit } from './audit.ts';
import type { Campaigns } from './campaigns.ts';
import type { Carts } from './carts.ts';
import type { CartList } from './cart-list.ts';
import type { CartViews } from './cart-views.ts';
import type { Clicks } from './clicks.ts';
import type { ConnectStates } from './connect-states.ts';
import type { Consents } from './consents.ts';
import type { ContactLog } from './contact-log.ts';
import type { Coupons } from './coupons.ts';
import type { Credits } from './credits.ts';
import type { DataRequests } from './data-requests.ts';
import type { Deliveries } from './deliveries.ts';
import type { DueStores } from './due-stores.ts';
import type { Episodes } from './episodes.ts';
import type { Erasing } from './erasing.ts';
import type { Errands } from './errands.ts';
import type { Forged } from './forged.ts';
import type { Flows } from './flows.ts';
import type { KeyRotation } from './key-rotation.ts';
import type { HandWrittenTexts } from './hand-written.ts';
import type { Links } from './links.ts';
import type { Mailbox } from './mailbox.ts';
import type { Messages } from './messages.ts';
import type { Orders } from './orders.ts';
import type { Products } from './products.ts';
import type { MessageList } from './message-list.ts';
import type { Pasts } from './pasts.ts';
import type { OutboundWebhooks } from './outbound-webhooks.ts';
import type { PersonRecords } from './person-records.ts';
import type { Reconciliations } from './reconciliations.ts';
import type { Reactivations } from './reactivations.ts';
import type { Reports } from './reports.ts';
import type { ShopperList } from './shopper-list.ts';
import type { Shoppers } from './shoppers.ts';
import type { Snapshots } from './snapshots.ts';
import type { Stores } from './stores.ts';
import type { Suppressions } from './suppressions.ts';
import type { Tasks } from './tasks.ts';
import type { Timeline } from './timeline.ts';
import type { Tombstones } from './tombstones.ts';
import type { Commit } from './write.ts';

/** All that is kept, by concept. Reads are promises; changes are writes, executed together by `commit`. */
export type Store = Concepts & {
  readonly commit: Commit;
  /**
   * The same concepts for reading much (reports, lists, search), away from the thread that serves webhooks and sends:
   * only what answers with a promise, and only reads. It sees what is committed.
   */
  readonly reader: Reader<Concepts>;
};

export type Concepts = {
  readonly stores: Stores;
  readonly dueStores: DueStores;
  readonly deliveries: Deliveries;
  readonly flows: Flows;
  readonly access: Access;
  readonly audit: Audit;
  readonly suppressions: Suppressions;
  readonly keyRotation: KeyRotation;
  readonly mailbox: Mailbox;
  readonly links: Links;
  readonly clicks: Clicks;
  readonly credits: Credits;
  readonly coupons: Coupons;
  readonly outboundWebhooks: OutboundWebhooks;
  readonly reports: Reports;
  readonly pasts: Pasts;
  readonly carts: Carts;
  readonly orders: Orders;
  readonly shoppers: Shoppers;
  readonly consents: Consents;
  readonly timeline: Timeline;
  readonly tombstones: Tombstones;
  readonly episodes: Episodes;
  readonly messages: Messages;
  readonly snapshots: Snapshots;
  readonly erasing: Erasing;
  readonly cartList: CartList;
  readonly cartViews: CartViews;
  readonly messageList: MessageList;
  readonly shopperList: ShopperList;
  readonly contactLog: ContactLog;
  readonly handWritten: HandWrittenTexts;
  readonly tasks: Tasks;
  readonly dataRequests: DataRequests;
  readonly products: Products;
  readonly connectStates: ConnectStates;
  readonly errands: Errands;
  readonly reconciliations: Reconciliations;
  readonly forged: Forged;
  readonly reactivations: Reactivations;
  readonly campaigns: Campaigns;
  readonly personRecords: PersonRecords;
};

/** Of every concept the functions that answer with a promise; arguments and answers are plain data. */
export type Reader<Ports> = {
  readonly [Name in keyof Ports]: {
    readonly [Member in PromisingMember<Ports[Name]>]: Ports[Name][Member];
  };
};

type PromisingMember<Port> = {
  [Member in keyof Port]: Port[Member] extends (...given: never[]) => Promise<unknown> ? Member : never;
}[keyof Port];
