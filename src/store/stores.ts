import { newId, type StoreId } from '../core/words/ids.ts';
import type { Platform } from '../core/words/vocabulary.ts';
import type { Credentials } from '../ports/adapter.ts';
import type { Connection, ConnectedStore, Stores } from '../ports/store/stores.ts';
import type { Flows } from '../ports/store/flows.ts';
import type { Write } from '../ports/store/write.ts';
import type { Engine } from './engine.ts';
import { createRowCache } from './row-cache.ts';
import { withAfterCommit } from './statement.ts';
import { openSecrets, placeOf, toConnectedStore } from './store-row.ts';
import { prepareStores, type StoreStatements } from './stores-statements.ts';
import type { StoreSurroundings } from './surroundings.ts';
import type { Row } from './tables/tables.ts';

const CACHED_FOR_MS = 5000;
const HEARD_IS_NOTED_EVERY_MS = 60_000;

export const createStores = (
  engine: Engine,
  surroundings: StoreSurroundings,
  flows: Pick<Flows, 'added'>,
): Stores => {
  const statements = prepareStores(engine);
  const cache = createRowCache<Row<'stores'>>(surroundings.clock, CACHED_FOR_MS);
  const reads = createReads(statements, cache, surroundings);
  const forgetting = (write: Write) => withAfterCommit(write, cache.forget);
  const writes = createWrites(statements, surroundings, forgetting);

  const connect = async (connection: Connection): ReturnType<Stores['connect']> => {
    const known = connection.externalKey
      ? await statements.findByKey.first({
          platform: connection.platform,
          externalKey: connection.externalKey,
        })
      : null;
    const row = known ? reconnectedRow(known, connection, surroundings) : newRow(connection, surroundings);
    const written = known
      ? [forgetting(statements.replace.write({ ...row, readRevision: known.revision }, { expect: 1 }))]
      : [statements.add.write(row), ...connection.flows.map((flow) => flows.added(row.id, flow))];
    // Somebody else connected it meanwhile: then it is known now.
    if ((await engine.commit(written)) === 'conflict') return connect(connection);
    return { kind: known ? 'reconnected' : 'created', store: toConnectedStore(row) };
  };

  return { ...reads, ...writes, connect };
};

const createReads = (
  statements: StoreStatements,
  cache: ReturnType<typeof createRowCache<Row<'stores'>>>,
  { secrets }: StoreSurroundings,
) => {
  const rowOf = (id: StoreId) => cache.get(`id ${id}`, () => statements.find.first({ id }));
  const connectedOf = oncePerRow(toConnectedStore);
  const secretsOf = oncePerRow((row) => openSecrets(row, secrets));
  return {
    find: async (id: StoreId) => mapFound(await rowOf(id), connectedOf),
    findByKey: async (platform: Platform, externalKey: string) =>
      mapFound(
        await cache.get(`key ${platform} ${externalKey}`, () =>
          statements.findByKey.first({ platform, externalKey }),
        ),
        connectedOf,
      ),
    list: async () => (await statements.list.read({})).map(toConnectedStore),
    credentials: async (id: StoreId): Promise<Credentials> => {
      const sealed = (await rowOf(id))?.credentialsEnc;
      if (!sealed) return { kind: 'none' };
      return JSON.parse(secrets.open(sealed, placeOf('credentials', id))) as Credentials;
    },
    secrets: async (id: StoreId) => mapFound(await rowOf(id), secretsOf),
  };
};

/** What is made of a row is kept as long as the row itself is: opening its secrets costs more than reading it. */
const oncePerRow = <Made>(make: (row: Row<'stores'>) => Made) => {
  const made = new WeakMap<Row<'stores'>, Made>();
  return (row: Row<'stores'>): Made => {
    const known = made.get(row);
    if (known !== undefined) return known;
    const fresh = make(row);
    made.set(row, fresh);
    return fresh;
  };
};

const mapFound = <Found, Made>(found: Found | null, make: (found: Found) => Made): Made | null =>
  found === null ? null : make(found);

const createWrites = (
  statements: StoreStatements,
  { secrets }: StoreSurroundings,
  forgetting: (write: Write) => Write,
) => {
  const heardAt = new Map<StoreId, number>();
  return {
    settingsChanged: (
      store: ConnectedStore,
      change: Parameters<Stores['settingsChanged']>[1],
      secret: Parameters<Stores['settingsChanged']>[2] = {},
    ) => forgetting(statements.changeSettings(store, change, sealSmtpUrl(store.id, secret, secrets))),
    renewalClaimed: (id: StoreId, claim: { now: Date; until: Date }) =>
      forgetting(statements.claimRenewal.write({ id, ...claim }, { expect: 1 })),
    credentialsRenewed: (id: StoreId, credentials: Credentials, until: Date) => {
      const credentialsEnc = sealCredentials(id, credentials, secrets);
      return forgetting(statements.renewCredentials.write({ id, until, credentialsEnc }, { expect: 1 }));
    },
    credentialsLapsed: (id: StoreId, lapse: { at: Date; reason: string; until: Date }) =>
      forgetting(statements.lapse.write({ id, ...lapse }, { expect: 1 })),
    renewalGivenUp: (id: StoreId, until: Date) => forgetting(statements.releaseRenewal.write({ id, until })),
    scopesGranted: (id: StoreId, scopes: readonly string[], at: Date) =>
      forgetting(statements.grantScopes.write({ id, scopes, at })),
    described: (id: StoreId, facts: Parameters<Stores['described']>[1]) =>
      forgetting(statements.describe(id, facts)),
    paused: (id: StoreId, reason: string) => forgetting(statements.pause.write({ id, reason })),
    resumed: (id: StoreId, now: Date) => forgetting(statements.resume.write({ id, now })),
    removed: (id: StoreId, reason: string) => forgetting(statements.remove.write({ id, reason })),
    ordersRead: (id: StoreId, read: { seenUntil: Date; watermark: Date }) =>
      forgetting(statements.ordersRead.write({ id, ...read })),
    ordersNotRead: (id: StoreId, failure: { at: Date; reason: string }) =>
      forgetting(statements.ordersNotRead.write({ id, ...failure })),
    heard: (id: StoreId, at: Date) => {
      if (at.getTime() - (heardAt.get(id) ?? 0) < HEARD_IS_NOTED_EVERY_MS) return [];
      heardAt.set(id, at.getTime());
      return [statements.heard.write({ id, at })];
    },
  };
};

const sealSmtpUrl = (
  id: StoreId,
  { smtpUrl }: { readonly smtpUrl?: string | null },
  secrets: StoreSurroundings['secrets'],
): string | null | undefined => smtpUrl && secrets.seal(smtpUrl, placeOf('smtp_url', id));

const sealCredentials = (id: StoreId, credentials: Credentials, secrets: StoreSurroundings['secrets']) =>
  credentials.kind === 'none' ? null : secrets.seal(JSON.stringify(credentials), placeOf('credentials', id));

const newRow = (connection: Connection, { secrets, randomBytes }: StoreSurroundings): Row<'stores'> => {
  const id = newId<StoreId>(connection.now, randomBytes);
  const own = Buffer.from(randomBytes(32)).toString('base64url');
  return {
    ...connectedParts(id, connection, secrets),
    externalKey: connection.externalKey ?? id,
    settings: {},
    ownSecretEnc: secrets.seal(own, placeOf('own_secret', id)),
    smtpUrlEnc: null,
    createdAt: connection.now,
    ordersSeenUntil: null,
    tailWatermark: null,
    lastWebhookAt: null,
    grantedScopes: null,
    grantedAt: null,
    revision: 1,
  };
};

const reconnectedRow = (
  known: Row<'stores'>,
  connection: Connection,
  { secrets }: StoreSurroundings,
): Row<'stores'> => {
  const parts = connectedParts(known.id, connection, secrets);
  return {
    ...known,
    ...parts,
    webhookSecretEnc: parts.webhookSecretEnc ?? known.webhookSecretEnc,
    // Who brings none takes none away: those of an uninstalled store went with it.
    credentialsEnc: parts.credentialsEnc ?? known.credentialsEnc,
    revision: known.revision + 1,
  };
};

/** What connecting says anew. */
const connectedParts = (id: StoreId, connection: Connection, secrets: StoreSurroundings['secrets']) => ({
  id,
  platform: connection.platform,
  name: connection.name,
  url: connection.url,
  state: 'active' as const,
  stateReason: null,
  currency: connection.currency,
  locale: connection.locale,
  timeZone: connection.timeZone,
  country: connection.country,
  credentialsEnc: sealCredentials(id, connection.credentials, secrets),
  webhookSecretEnc:
    connection.webhookSecret && secrets.seal(connection.webhookSecret, placeOf('webhook_secret', id)),
  connectedAt: connection.now,
  tailFailingSince: null,
  tailReason: null,
  renewingUntil: null,
  lapsedAt: null,
  lapsedReason: null,
});
