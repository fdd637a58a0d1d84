import type { StoreId } from '../core/words/ids.ts';
import { PLATFORMS } from '../core/words/vocabulary.ts';
import { prove } from '../pipeline/connect/prove.ts';
import { webhookAddress } from '../pipeline/connect/webhook-address.ts';
import type { Adapter, ProbeResult } from '../ports/adapter.ts';
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
  const { credentials, externalKey, name, url, webhookSecret } = identity;
  const proof = await askPlatform(adapter, identity, office);
  const connected = await office.connectStore({
    adapter,
    externalKey,
    url,
    credentials,
    proof,
    given: { ...(name === null ? {} : { name }), ...(url === null ? {} : { url }), ...place.given },
    webhookSecret,
  });
  await keepWebhooks(office, adapter, connected.store.id);
  const data = {
    id: connected.store.id,
    webhookUrl: webhookAddress(office.appUrl, platform, connected.store.id),
    webhookSecret: connected.webhookSecret,
  };
  return done(
    data,
    Object.entries(data)
      .map(([member, value]) => `${member}: ${value ?? '(the app’s own secret)'}`)
      .join('\n'),
  );
};

/** Currency and zone as the platform says them; a platform that does not answer now is asked again by `doctor`. */
const askPlatform = async (
  adapter: Adapter,
  identity: Identity,
  { outboundFor, now, log }: Office,
): Promise<ProbeResult | null> => {
  const proof = await prove(adapter, identity, { fetch: outboundFor(adapter.platform), now, log });
  if (proof?.ok === false)
    log.warn(
      { platform: adapter.platform, reason: proof.reason },
      'platform did not confirm the credentials',
    );
  return proof;
};

/** At once, since there may be no server yet; what does not succeed is tried again by the server. */
const keepWebhooks = async ({ workErrand }: Office, adapter: Adapter, storeId: StoreId): Promise<void> => {
  if (adapter.webhooks !== undefined) await workErrand({ storeId, kind: 'webhooks' });
};
