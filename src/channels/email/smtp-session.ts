import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpAccount } from './smtp-account.ts';
import { handOver } from './hand-over.ts';
import type { HandOver, HandOverRequest } from './hand-over.ts';
import type { SmtpFailure } from './smtp-failure.ts';
import type { SmtpTimeouts } from './smtp-timeouts.ts';

/** One connection to a server, logged in, used for one message at a time. */
export type SmtpSession = {
  readonly isAlive: () => boolean;
  readonly send: (request: HandOverRequest) => Promise<HandOver>;
  /** Says QUIT where there is time for it, and closes. Never throws. */
  readonly quit: () => void;
};

export type OpenedSession =
  | { readonly kind: 'open'; readonly session: SmtpSession }
  | { readonly kind: 'failed'; readonly failure: SmtpFailure };

/**
 * Connects and logs in. `address` is where to connect when the host's name was resolved and checked before; the name
 * still stands in the certificate.
 */
export const openSession = async (
  account: SmtpAccount,
  address: string,
  timeouts: SmtpTimeouts,
): Promise<OpenedSession> => {
  const connection = new SMTPConnection({
    ...securityOptions(account),
    host: address,
    port: account.port,
    ...(address === account.host ? {} : { servername: account.host, tls: { servername: account.host } }),
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.connectMs,
    dnsTimeout: timeouts.connectMs,
    // The phases have timers of their own; this only ends what they do not see, such as a login without answer.
    socketTimeout: Math.max(timeouts.connectMs, timeouts.beforeDotMs, timeouts.afterDotMs) + 5_000,
    socketCloseTimeout: 500,
    maxResponseSize: 64 * 1024,
    logger: false,
  });
  const failure = await connected(connection, account);
  if (failure !== null) {
    connection.close();
    return { kind: 'failed', failure };
  }
  return { kind: 'open', session: sessionOf(connection, timeouts) };
};

const securityOptions = ({ security }: SmtpAccount) => ({
  secure: security === 'tls',
  requireTLS: security === 'starttls',
  ignoreTLS: security === 'none',
});

const connected = (connection: SMTPConnection, account: SmtpAccount): Promise<SmtpFailure | null> =>
  new Promise((resolve) => {
    let phase: SmtpFailure['phase'] = 'connect';
    connection.on('error', (error: Error) => resolve({ phase, error }));
    connection.once('end', () => resolve({ phase, error: new Error('Connection closed') }));
    connection.connect((error?: Error | null) => {
      if (error) return resolve({ phase, error });
      if (account.login === null) return resolve(null);
      phase = 'login';
      connection.login({ credentials: account.login }, (refusal?: Error | null) =>
        resolve(refusal ? { phase, error: refusal } : null),
      );
      return undefined;
    });
  });

const sessionOf = (connection: SMTPConnection, timeouts: SmtpTimeouts): SmtpSession => ({
  isAlive: () => !connection.destroyed,
  send: (request) => handOver(connection, request, timeouts),
  quit: () => {
    if (connection.destroyed) return;
    connection.quit();
    // Whether the server answers to QUIT is of no interest; the socket closes within `socketCloseTimeout`.
    setImmediate(() => connection.close());
  },
});
