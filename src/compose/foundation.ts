import { createAdapters, type PlatformValues } from '../../adapters/index.ts';
import type { Config } from '../config.ts';
import { linkKeyOf } from '../core/message/manual-link.ts';
import type { Adapter } from '../ports/adapter.ts';
import type { Outbound } from '../ports/outbound.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { Store } from '../ports/store/store.ts';
import { createRenewals, type Renewals } from '../pipeline/upkeep/renew-credentials.ts';
import { createSecrets, loadKeys, type GivenKeys } from '../secrets.ts';
import { openStore } from '../store/open.ts';
import type { Surroundings } from './surroundings.ts';

/** What everything stands on: the database, the keys, the platforms and the way out. */
export type Foundation = Surroundings & {
  readonly config: Config;
  readonly store: Store;
  readonly secrets: Secrets;
  readonly linkKeys: readonly [Uint8Array, ...Uint8Array[]];
  readonly adapters: readonly Adapter[];
  /** For addresses that a merchant names: public ones only. */
  readonly guarded: Outbound;
  /** For the platforms' own addresses, which nobody names. */
  readonly trusted: Outbound;
  readonly renewals: Renewals;
  readonly close: () => Promise<void>;
};

export type Founding = {
  readonly config: Config;
  readonly surroundings: Surroundings;
  /** A server is alone on a SQLite file; a command may write beside it. */
  readonly as: 'server' | 'command';
};

export const keysGiven = (config: Config): Omit<GivenKeys, 'randomBytes'> => ({
  current: config.encryptionKey,
  previous: config.encryptionKeyPrevious,
  sqliteFile: config.database.kind === 'sqlite' ? config.database.file : null,
});

/** Opens the database; a server brings it up to our tables. Rejects with a sentence when it cannot be used. */
export const found = async ({ config, surroundings, as }: Founding): Promise<Foundation> => {
  const { clock, randomBytes, outbound, log } = surroundings;
  const url = databaseUrl(config);
  const keys = await loadKeys({ ...keysGiven(config), randomBytes });
  const secrets = createSecrets(keys, randomBytes);
  const writesOnThread = as === 'server';
  const store = await openStore({ url, as, writesOnThread, log, secrets, clock, randomBytes });
  const adapters = createAdapters(platformValues(config));
  const trusted = outbound(true);
  const renewals = createRenewals({ store, adapters, fetch: trusted, clock, log });
  return {
    ...surroundings,
    config,
    // Whoever asks for a store's credentials gets such as serve.
    store: { ...store, stores: { ...store.stores, credentials: renewals.credentials } },
    renewals,
    secrets,
    linkKeys: [linkKeyOf(keys.current), ...(keys.previous === null ? [] : [linkKeyOf(keys.previous)])],
    adapters,
    guarded: outbound(config.allowPrivateStoreUrls),
    trusted,
    close: store.close,
  };
};

/** What the platforms that are on were given, such as the contact that goes into a `User-Agent`. */
const platformValues = ({ platforms }: Config): PlatformValues =>
  Object.fromEntries(
    Object.entries(platforms).flatMap(([platform, state]) => (state.on ? [[platform, state.values]] : [])),
  );

export const databaseUrl = ({ database }: Pick<Config, 'database'>): string =>
  database.kind === 'sqlite' ? `sqlite:${database.file}` : database.url;
