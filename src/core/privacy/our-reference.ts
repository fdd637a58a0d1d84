import { isRecord } from './projection.ts';

/** The parameter and attribute that carries our return link's token. */
export const REFERENCE = 'retorno_ref';

/** Marks an address as reached by our link: our token, and the names that analytics read. */
export const addReference = (url: URL, { token, medium, campaign }: Mark): URL => {
  url.searchParams.set(REFERENCE, token);
  url.searchParams.set('utm_source', 'retorno');
  url.searchParams.set('utm_medium', medium);
  url.searchParams.set('utm_campaign', campaign);
  return url;
};

type Mark = { readonly token: string; readonly medium: string; readonly campaign: string };

/** An address that a browser may be sent to; null for everything that is not plain http or https. */
export const webUrl = (written: string | null): URL | null =>
  written !== null && /^https?:\/\//i.test(written) && URL.canParse(written) ? new URL(written) : null;

/**
 * Of a landing page's address only our own reference is kept: the rest is the shopper's trail through the shop.
 * Relative addresses and bare query strings are read too.
 */
export const keepOurReference = (value: unknown): unknown => {
  if (typeof value !== 'string' || !value.includes(REFERENCE)) return undefined;
  const kept = referencesIn(value).map((token) => `${REFERENCE}=${token}`);
  return kept.length === 0 ? undefined : `/?${kept.join('&')}`;
};

/** Our tokens in the address of a landing page, such as `/?utm_source=retorno&retorno_ref=…`. */
export const referencesIn = (landingPage: string): string[] => {
  const query = landingPage.slice(0, 8_192).split('#', 1)[0]?.split('?').slice(1).join('&') ?? '';
  return new URLSearchParams(query).getAll(REFERENCE).filter(isToken);
};

/** Those of messages have 22 characters; those passed on by hand name their cart and may have some hundred. */
const isToken = (value: string): boolean => /^[A-Za-z0-9_-]{8,400}$/.test(value);

/** Of attributes (`{name, value}`) only ours are kept: shops ask there for tax ids and anything else. */
export const keepOurAttributes = (value: unknown): unknown => {
  if (!Array.isArray(value)) return undefined;
  return value
    .filter(isRecord)
    .filter(({ name }) => name === REFERENCE)
    .map(({ value: token }) => token)
    .filter((token) => typeof token === 'string' && isToken(token))
    .map((token) => ({ name: REFERENCE, value: token }));
};
