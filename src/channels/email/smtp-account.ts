import { isIP } from 'node:net';

/** Where and how mail is handed over, read from a URL. */
export type SmtpAccount = {
  readonly host: string;
  readonly port: number;
  /** `tls`: from the start; `starttls`: required; `opportunistic`: when offered; `none`: never. */
  readonly security: 'tls' | 'starttls' | 'opportunistic' | 'none';
  readonly login: { readonly user: string; readonly pass: string } | null;
};

export type ParsedAccount =
  | { readonly valid: true; readonly account: SmtpAccount }
  | { readonly valid: false; readonly reason: 'smtp_url_invalid' };

/**
 * Reads `smtp://user:pass@host:587` or `smtps://…`. A password goes over TLS only, except to this very machine, where
 * TLS is left alone; `?tls=never` says that the network in between is trusted. No other option is read from the URL,
 * since merchants write it too.
 */
export const parseSmtpUrl = (text: string): ParsedAccount => {
  const url = URL.parse(text.trim());
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') return INVALID;
  const user = decode(url.username);
  const pass = decode(url.password);
  if (user === null || pass === null) return INVALID;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const login = user === '' ? null : { user, pass };
  const isTls = url.protocol === 'smtps:';
  const port = url.port === '' ? (isTls ? 465 : 587) : Number(url.port);
  return {
    valid: true,
    account: { host, port, login, security: isTls ? 'tls' : securityOf(url, host, login !== null) },
  };
};

const INVALID = { valid: false, reason: 'smtp_url_invalid' } as const;

const securityOf = (url: URL, host: string, hasLogin: boolean): SmtpAccount['security'] => {
  if (url.searchParams.get('tls') === 'never' || isLoopback(host)) return 'none';
  return hasLogin || url.searchParams.get('tls') === 'required' ? 'starttls' : 'opportunistic';
};

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

const decode = (part: string): string | null => {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
};
