import { preparedFlow } from '../../core/flows/prepared-flow.ts';
import { newId, type RandomBytes } from '../../core/words/ids.ts';
import { FLOW_KINDS } from '../../core/words/vocabulary.ts';
import type { Adapter, ProbeResult } from '../../ports/adapter.ts';
import type { Store } from '../../ports/store/store.ts';
import type { ConnectedStore, StoreDescription } from '../../ports/store/stores.ts';
import { errandsOf } from '../errands/errands-of.ts';
import type { Unproven } from './prove.ts';

export type ConnectStoreParts = {
  readonly store: Pick<Store, 'stores' | 'errands' | 'commit'>;
  readonly now: () => Date;
  readonly randomBytes: RandomBytes;
};

export type Connecting = Unproven & {
  readonly adapter: Adapter;
  /** What the platform told; null where it was not asked or did not answer. */
  readonly proof: ProbeResult | null;
  /** What a person says, which counts more than what the platform tells. Left out where nobody is asked. */
  readonly given?: Partial<StoreDescription>;
  /** Null or left out: the one it has, else a new one. */
  readonly webhookSecret?: string | null;
};

export type ConnectStore = (
  connecting: Connecting,
) => Promise<{ readonly store: ConnectedStore; readonly webhookSecret: string | null }>;

/**
 * Connects a store and notes what is to be done for it at its platform: webhooks, renewal, first sync. One that is
 * known already gets the new credentials and stays what it is.
 */
export const createConnectStore =
  ({ store: { stores, errands, commit }, now, randomBytes }: ConnectStoreParts): ConnectStore =>
  async (connecting) => {
    const { adapter, externalKey, credentials, webhookSecret } = connecting;
    const { platform } = adapter;
    const known = externalKey === null ? null : await stores.findByKey(platform, externalKey);
    const kept = known === null ? null : await stores.secrets(known.id);
    // The shop goes on signing with the secret it was given, until it is given another one.
    const secret =
      adapter.capabilities.webhookSecret === 'store'
        ? (webhookSecret ?? kept?.webhook ?? hexSecret(randomBytes))
        : null;
    const at = now();
    const { store } = await stores.connect({
      ...describe(connecting, known),
      platform,
      externalKey,
      credentials,
      webhookSecret: secret,
      flows: FLOW_KINDS.map((kind) => preparedFlow(kind, at, () => newId(at, randomBytes))),
      now: at,
    });
    const { proof } = connecting;
    const wanted = credentials.kind === 'none' ? [] : errandsOf(adapter, { storeId: store.id, now: at });
    const scopes = proof?.ok === true ? (proof.scopes ?? null) : null;
    await commit([
      ...wanted.map(errands.wanted),
      ...(scopes === null ? [] : [stores.scopesGranted(store.id, scopes, at)]),
    ]);
    return { store, webhookSecret: secret };
  };

/** Hexadecimal: WooCommerce decodes HTML entities in a secret before it signs. */
const hexSecret = (randomBytes: RandomBytes): string => Buffer.from(randomBytes(32)).toString('hex');

const toldBy = (proof: ProbeResult | null): Partial<StoreDescription> => {
  if (proof?.ok !== true) return {};
  const { name, currency, timeZone, locale, country, url } = proof;
  return {
    ...(name ? { name } : {}),
    ...(currency ? { currency } : {}),
    ...(timeZone ? { timeZone } : {}),
    ...(locale ? { locale } : {}),
    ...(country ? { country } : {}),
    ...(url ? { url } : {}),
  };
};

/**
 * What a person gives, else what the platform tells, else what was known, else what most shops can live with. Its
 * address is where it was connected now rather than where it was once.
 */
const describe = (
  { externalKey, url, proof, given }: Connecting,
  known: ConnectedStore | null,
): StoreDescription => {
  const told = { ...toldBy(proof), ...given };
  return {
    name: told.name ?? known?.name ?? externalKey ?? 'My shop',
    url: told.url ?? url ?? known?.url ?? null,
    ...describePlace(told, known ?? {}),
  };
};

const describePlace = (told: Partial<StoreDescription>, known: Partial<StoreDescription>) => ({
  currency: told.currency ?? known.currency ?? 'USD',
  locale: told.locale ?? known.locale ?? 'en',
  timeZone: told.timeZone ?? known.timeZone ?? 'UTC',
  country: told.country ?? known.country ?? null,
});
