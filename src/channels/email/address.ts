import { domainToASCII } from 'node:url';

/**
 * The one addr-spec that a text is, its domain in ASCII, or null. Stricter than RFC 5322 on purpose: no display name,
 * no comments, no quoted local part, no list, no control characters, since mail libraries read `a@x, b@y` as two
 * recipients and a line break as a new header.
 */
export const parseAddress = (text: string): string | null => {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const domain = domainOf(text.slice(at + 1));
  if (text.length > LONGEST_ADDRESS || local.length > LONGEST_LOCAL_PART || domain.length > LONGEST_DOMAIN)
    return null;
  return LOCAL_PART.test(local) && DOMAIN.test(domain) ? `${local}@${domain}` : null;
};

/** Letters, digits, dots and hyphens of any script; the conversion would decode and drop other characters unasked. */
const domainOf = (text: string): string => (/^[\p{L}\p{M}\p{N}.-]+$/u.test(text) ? domainToASCII(text) : '');

const LONGEST_ADDRESS = 254;
const LONGEST_LOCAL_PART = 64;
const LONGEST_DOMAIN = 253;

/** Dot-atom of RFC 5322, section 3.2.3; ASCII only, since few servers take SMTPUTF8. */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;

/** At least two labels; the last one is no number, so no bare IP address. */
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i;
