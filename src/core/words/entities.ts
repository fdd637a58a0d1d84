/**
 * Undoes exactly one level of HTML escaping, as shops escape names once before they hand them out: `&amp;amp;`
 * becomes `&amp;`. Entities that we do not know stay as they are.
 */
export const unescapeOnce = (text: string): string =>
  text.includes('&') ? text.replace(ENTITY, (whole, body: string) => characterOf(body) ?? whole) : text;

const ENTITY = /&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});/g;

const characterOf = (body: string): string | null => {
  if (!body.startsWith('#')) return NAMED.get(body) ?? null;
  const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
  const isText = code >= 32 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
  return isText ? String.fromCodePoint(code) : null;
};

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00A0'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['laquo', '«'],
  ['raquo', '»'],
  ['times', '×'],
  ['deg', '°'],
  ['reg', '®'],
  ['copy', '©'],
  ['trade', '™'],
]);
