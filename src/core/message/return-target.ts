/**
 * An address that a shopper may be sent to: http or https, written out, and on a host of the store's own: its shop,
 * its myshopify domain, or where the platform itself put this cart's checkout. Null for everything else.
 */
export const safeTarget = (url: string | null, ownAddresses: readonly (string | null)[]): string | null => {
  const target = readAddress(url);
  const hosts = ownAddresses.map((own) => readAddress(own)?.host);
  return target !== null && hosts.includes(target.host) ? target.href : null;
};

/** A store's home, where it is known and can be linked to. */
export const safeHome = (url: string | null): string | null => readAddress(url)?.href ?? null;

/**
 * Strictly as browsers show it: `\\evil`, `//evil`, line breaks, credentials before the host and other schemes are
 * all readings on which two parsers may differ.
 */
const readAddress = (text: string | null): URL | null => {
  if (text === null || text.length > LONGEST || !/^https?:\/\/[^\s\\/@]/i.test(text)) return null;
  if (/[\s\\\p{Cc}]/u.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username === '' && url.password === '' ? url : null;
};

const LONGEST = 8_192;

/** The myshopify address of a Shopify store; null for what is no such domain. */
export const myshopifyAddress = (externalKey: string): string | null =>
  /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(externalKey) ? `https://${externalKey}` : null;
