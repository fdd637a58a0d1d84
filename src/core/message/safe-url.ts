const LONGEST_URL = 2_000;

/**
 * A web address as it may stand in a mail, or null: http(s) only, so neither `javascript:` nor `data:` nor a picture
 * of 100 KB in the address. `//host/path` becomes https.
 */
export const safeUrl = (text: string | null): string | null => {
  if (text === null || text.length > LONGEST_URL) return null;
  const url = URL.parse(text.trim(), 'https://relative.invalid');
  if (url === null || url.hostname === 'relative.invalid') return null;
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
};

/** The same for links that a merchant writes into a text; mail and telephone links too. */
export const safeHref = (text: string): string | null =>
  /^(mailto|tel):[^\s<>"']{1,500}$/i.test(text.trim()) ? text.trim() : safeUrl(text);
