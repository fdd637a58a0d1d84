/** A shop's address without trailing slash, query and fragment, which is its key; null for what is none. */
export const shopUrl = (text: string): string | null => {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
};
