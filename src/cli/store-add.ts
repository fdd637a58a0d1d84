import { FLOW_KINDS, PLATFORMS, type Platform } from '../core/words/vocabulary.ts';
import { preparedFlow } from '../core/flows/prepared-flow.ts';
import { newId } from '../core/words/ids.ts';
import type { Adapter, Credentials, ProbeResult } from '../ports/adapter.ts';
import type { ConnectedStore, Connection } from '../ports/store/stores.ts';
import {
  done,
  failed,
  textOf,
  wrongUse,
  type Command,
  type CommandInput,
  type CommandResult,
} from './command.ts';
import type { InOffice, Office } from './office.ts';
import { readIdentity, type Identity } from './store-identity.ts';
import { readPlace } from './store-place.ts';

/** Connects a store by what the operator types. One that is known already gets the new credentials and stays. */
export const storeAdd = (inOffice: InOffice): Command => ({
  words: ['store', 'add'],
  usage:
    '--platform shopify|woocommerce|nuvemshop|wix|custom … [--currency BRL --locale pt-BR --time-zone America/Sao_Paulo --country BR]',
  summary: 'connects a store and prints its webhook address',
  options: OPTIONS,
  run: (input) => inOffice((office) => addStore(input, office)),
});

const TEXT = { type: 'string' } as const;

const OPTIONS = {
  platform: TEXT,
  domain: TEXT,
  'access-token': TEXT,
  'client-credentials': { type: 'boolean' },
  url: TEXT,
  'consumer-key': TEXT,
  'consumer-secret': TEXT,
  'webhook-secret': TEXT,
  'store-id': TEXT,
  'instance-id': TEXT,
  name: TEXT,
  currency: TEXT,
  locale: TEXT,
  'time-zone': TEXT,
  country: TEXT,
} as const;

const addStore = async (input: CommandInput, office: Office): Promise<CommandResult> => {
  const platform = PLATFORMS.find((known) => known === textOf(input, 'platform'));
  if (platform === undefined) return wrongUse(`--platform is one of ${PLATFORMS.join(', ')}`);
  const missing = office.missingVariables(platform);
  if (missing.length > 0) return failed(`${platform} is off: set ${missing.join(', ')}`);
  const adapter = office.adapters.find((known) => known.platform === platform);
  if (adapter === undefined) return failed(`${platform} is not supported by this version`);
  const identity = readIdentity(platform, input, office.shopifyClient);
  if (identity.kind === 'wrong') return wrongUse(identity.message);
  const place = readPlace(input);
  if (place.kind === 'wrong') return wrongUse(place.message);
  const told = await askPlatform(adapter, identity, office);
  const { stores } = office.store;
  const known = identity.externalKey === null ? null : await stores.findByKey(platform, identity.externalKey);
  return connect({
    office,
    platform,
    adapter,
    identity,
    known,
    description: describe(identity, { ...known, ...told, ...place.given }),
  });
};

type Told = Partial<Pick<Connection, 'name' | 'url' | 'currency' | 'locale' | 'timeZone' | 'country'>>;

/** What the operator gives, else what the platform tells, else what was known, else what most shops can live with. */
const describe = (identity: Identity, told: Told) => ({
  name: identity.name ?? told.name ?? identity.externalKey ?? 'My shop',
  url: identity.url ?? told.url ?? null,
  currency: told.currency ?? 'USD',
  locale: told.locale ?? 'en',
  timeZone: told.timeZone ?? 'UTC',
  country: told.country ?? null,
});

/** Currency and zone as the platform says them; a platform that does not answer now is asked again by `doctor`. */
const askPlatform = async (adapter: Adapter, identity: Identity, office: Office): Promise<Told> => {
  if (adapter.probe === null || identity.credentials.kind === 'none') return {};
  const answer: ProbeResult = await adapter.probe({
    fetch: office.outboundFor(adapter.platform),
    now: office.now,
    credentials: identity.credentials,
    log: office.log,
    store: {
      externalKey: identity.externalKey ?? '',
      url: identity.url,
      currency: 'USD',
      country: null,
      locale: 'en',
      timeZone: 'UTC',
      paymentMeanings: {},
    },
  });
  if (!answer.ok) {
    office.log.warn(
      { platform: adapter.platform, reason: answer.reason },
      'platform did not confirm the credentials',
    );
    return {};
  }
  return {
    ...(answer.name === null ? {} : { name: answer.name }),
    ...(answer.currency === null ? {} : { currency: answer.currency }),
    ...(answer.timeZone === null ? {} : { timeZone: answer.timeZone }),
    ...(answer.locale ? { locale: answer.locale } : {}),
    ...(answer.country ? { country: answer.country } : {}),
    ...(answer.url ? { url: answer.url } : {}),
  };
};

type Connecting = {
  readonly office: Office;
  readonly platform: Platform;
  readonly adapter: Adapter;
  readonly identity: Identity & { readonly credentials: Credentials };
  readonly known: ConnectedStore | null;
  readonly description: ReturnType<typeof describe>;
};

const connect = async ({
  office,
  platform,
  adapter,
  identity,
  known,
  description,
}: Connecting): Promise<CommandResult> => {
  const now = office.now();
  const kept = known === null ? null : await office.store.stores.secrets(known.id);
  // The shop goes on signing with the secret it was given, until it is given another one.
  const webhookSecret =
    adapter.capabilities.webhookSecret === 'store'
      ? (identity.webhookSecret ?? kept?.webhook ?? hexSecret(office))
      : null;
  const { store } = await office.store.stores.connect({
    ...description,
    platform,
    externalKey: identity.externalKey,
    credentials: identity.credentials,
    webhookSecret,
    flows: FLOW_KINDS.map((kind) => preparedFlow(kind, now, () => newId(now, office.randomBytes))),
    now,
  });
  const webhookUrl = `${office.appUrl}${webhookPath(platform, store.id)}`;
  const data = { id: store.id, webhookUrl, webhookSecret };
  return done(
    data,
    Object.entries(data)
      .map(([name, value]) => `${name}: ${value ?? '(the app’s own secret)'}`)
      .join('\n'),
  );
};

/** Hexadecimal: WooCommerce decodes HTML entities in a secret before it signs. */
const hexSecret = (office: Office): string => Buffer.from(office.randomBytes(32)).toString('hex');

const webhookPath = (platform: Platform, id: string): string => {
  if (platform === 'custom') return '/api/v1/events';
  return platform === 'woocommerce' ? `/webhooks/woocommerce/${id}` : `/webhooks/${platform}`;
};
