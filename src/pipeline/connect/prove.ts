import type { Adapter, Credentials, ProbeResult } from '../../ports/adapter.ts';
import type { Calls } from '../../ports/platform-work.ts';

export type Unproven = {
  readonly externalKey: string | null;
  readonly url: string | null;
  readonly credentials: Credentials;
};

/** Asks the platform with credentials of a store that is not known yet. Null where there is nothing to ask with. */
export const prove = async (
  adapter: Pick<Adapter, 'probe'>,
  { externalKey, url, credentials }: Unproven,
  calls: Calls,
): Promise<ProbeResult | null> => {
  if (adapter.probe === null || credentials.kind === 'none') return null;
  const store = { ...NOTHING_KNOWN, externalKey: externalKey ?? '', url };
  return adapter.probe({ ...calls, credentials, store });
};

const NOTHING_KNOWN = {
  currency: 'USD',
  country: null,
  locale: 'en',
  timeZone: 'UTC',
  paymentMeanings: {},
} as const;
