import { parseSmtpUrl } from './smtp-account.ts';
import { judge } from './smtp-failure.ts';
import { openSession } from './smtp-session.ts';

export type SmtpCheck =
  | { readonly ok: true; readonly security: 'tls' | 'starttls' | 'opportunistic' | 'none' }
  /** The server's own words where it spoke, without address or password. */
  | { readonly ok: false; readonly reason: string };

const CHECK_TIMEOUTS = { connectMs: 8_000, beforeDotMs: 8_000, afterDotMs: 8_000 };

/** Greets the server, makes the connection safe and logs in, exactly as for a mail; hands none over. Never throws. */
export const checkSmtp = async (
  url: string,
  resolveHost?: (host: string) => Promise<string | null>,
): Promise<SmtpCheck> => {
  const parsed = parseSmtpUrl(url);
  if (!parsed.valid) return { ok: false, reason: 'the SMTP address cannot be read' };
  const { account } = parsed;
  const address = resolveHost === undefined ? account.host : await resolveHost(account.host);
  if (address === null) return { ok: false, reason: 'its host is not a public one' };
  const opened = await openSession(account, address, CHECK_TIMEOUTS);
  if (opened.kind === 'open') {
    opened.session.quit();
    return { ok: true, security: account.security };
  }
  const verdict = judge(opened.failure);
  return { ok: false, reason: verdict.reason };
};
