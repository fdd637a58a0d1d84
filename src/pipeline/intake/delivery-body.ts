import type { Secrets } from '../../ports/secrets.ts';

/** Bodies hold restoring links and addresses: they lie sealed in the inbox. */
export const sealBody = (secrets: Pick<Secrets, 'seal'>, storeKey: string, body: unknown): string =>
  secrets.seal(JSON.stringify(body ?? null), placeOf(storeKey));

/** The body of a delivery as it was minimised. Throws where no key of ours opens it. */
export const openBody = (secrets: Pick<Secrets, 'open'>, storeKey: string, sealed: string): unknown =>
  parseBody(openText(secrets, storeKey, sealed));

export const openText = (secrets: Pick<Secrets, 'open'>, storeKey: string, sealed: string): string =>
  secrets.open(sealed, placeOf(storeKey));

/** Of what was sealed here, which was read with care when it came. */
export const parseBody = (text: string): unknown => JSON.parse(text);

/** Bound to the store as the platform names it, since deliveries of stores that we do not know are kept too. */
const placeOf = (storeKey: string) => ({ purpose: 'deliveries.body', storeId: storeKey });
