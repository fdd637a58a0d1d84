import type { Flow } from '../../core/flows/flow.ts';
import type { Settings } from '../../core/flows/settings.ts';
import type { SettingsChange } from '../../core/flows/default-settings.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { Platform, StoreState } from '../../core/words/vocabulary.ts';
import type { Credentials } from '../adapter.ts';
import type { Write } from './write.ts';

/** The tenants. Reads are at most 5 s behind what another process wrote, and never behind our own writes. */
export type Stores = {
  readonly find: (id: StoreId) => Promise<ConnectedStore | null>;
  readonly findByKey: (platform: Platform, externalKey: string) => Promise<ConnectedStore | null>;
  /** All of them, the uninstalled ones too; in the order in which they were connected. */
  readonly list: () => Promise<readonly ConnectedStore[]>;
  /** `none` where there are none or the store is gone. */
  readonly credentials: (id: StoreId) => Promise<Credentials>;
  readonly secrets: (id: StoreId) => Promise<StoreSecrets | null>;

  /**
   * A new store with its flows; or, for one that is known by its key (re-install, reconnect), new credentials, `active`
   * and a new `connectedAt`, while settings, flows and history stay.
   */
  readonly connect: (connection: Connection) => Promise<{
    readonly kind: 'created' | 'reconnected';
    readonly store: ConnectedStore;
  }>;
  /** Guarded by the store's revision. `smtpUrl`: null takes it away, left out keeps it. */
  readonly settingsChanged: (
    store: ConnectedStore,
    change: SettingsChange,
    secrets?: { readonly smtpUrl?: string | null },
  ) => Write;
  /** Nobody else renews the credentials until then; conflicts while somebody does. Ended by a reconnect. */
  readonly renewalClaimed: (id: StoreId, claim: { readonly now: Date; readonly until: Date }) => Write;
  /** New credentials of a store that stays as it is; conflicts unless the renewal is claimed until then. */
  readonly credentialsRenewed: (id: StoreId, credentials: Credentials, until: Date) => Write;
  /** Only the merchant can connect again; conflicts like the above. */
  readonly credentialsLapsed: (
    id: StoreId,
    lapse: { readonly at: Date; readonly reason: string; readonly until: Date },
  ) => Write;
  readonly renewalGivenUp: (id: StoreId, until: Date) => Write;
  /** What the store allows us, as told then; older news changes nothing. */
  readonly scopesGranted: (id: StoreId, scopes: readonly string[], at: Date) => Write;
  /** Facts that the platform tells anew. */
  readonly described: (id: StoreId, facts: Partial<StoreDescription>) => Write;
  /** Resuming renews `connectedAt`: what was abandoned meanwhile is not messaged. */
  readonly paused: (id: StoreId, reason: string) => Write;
  readonly resumed: (id: StoreId, now: Date) => Write;
  /** Uninstalled: nothing is sent any more, the credentials are forgotten; the rows stay until retention. */
  readonly removed: (id: StoreId, reason: string) => Write;

  /** The platform's orders are known up to `ordersSeenUntil`, and are to be read from `watermark` on. Never goes back. */
  readonly ordersRead: (id: StoreId, read: { readonly seenUntil: Date; readonly watermark: Date }) => Write;
  readonly ordersNotRead: (id: StoreId, failure: { readonly at: Date; readonly reason: string }) => Write;
  /** A webhook came: remembered once a minute, hence none or one write. */
  readonly heard: (id: StoreId, at: Date) => readonly Write[];
};

/** One connected shop on one platform. */
export type ConnectedStore = StoreDescription & {
  readonly id: StoreId;
  readonly platform: Platform;
  readonly externalKey: string;
  readonly state: StoreState;
  readonly stateReason: string | null;
  /** The defaults, and over them what the merchant changed. */
  readonly settings: Settings;
  /** What the merchant changed, alone. */
  readonly changedSettings: SettingsChange;
  readonly hasCredentials: boolean;
  readonly hasSmtpUrl: boolean;
  /** Its credentials ended and cannot be renewed. */
  readonly lapsed: { readonly at: Date; readonly reason: string } | null;
  /** Null where the platform does not tell. */
  readonly grantedScopes: readonly string[] | null;
  readonly connectedAt: Date;
  readonly createdAt: Date;
  readonly ordersSeenUntil: Date | null;
  readonly tail: {
    readonly watermark: Date | null;
    readonly failingSince: Date | null;
    readonly reason: string | null;
  };
  readonly lastWebhookAt: Date | null;
  readonly revision: number;
};

/** What the platform says of a store. Currency, locale, zone and country are also the defaults of its settings. */
export type StoreDescription = {
  readonly name: string;
  readonly url: string | null;
  readonly currency: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly country: string | null;
};

export type Connection = StoreDescription & {
  readonly platform: Platform;
  /** Null for a store that has no name of its own at a platform (`custom`): then its id is its key. */
  readonly externalKey: string | null;
  readonly credentials: Credentials;
  /** Null where the platform signs with the app's secret. */
  readonly webhookSecret: string | null;
  /** What a new store starts with: prepared, and off. */
  readonly flows: readonly Flow[];
  readonly now: Date;
};

export type StoreSecrets = {
  /** 32 random bytes in base64url, ours alone: holdout, manual links, hashes of opt-outs. */
  readonly own: string;
  readonly webhook: string | null;
  readonly smtpUrl: string | null;
};
