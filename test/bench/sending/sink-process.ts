import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';

/**
 * A mail server that takes everything and keeps nothing. Prints its port; for each line of its input it prints, as
 * JSON, how many mails it has taken and when (milliseconds of the wall clock) the first and the last of them came, by
 * the recipient's domain.
 */
type Taken = { count: number; firstAt: number; lastAt: number };
const taken: Record<string, Taken> = {};

const server = new SMTPServer({
  authOptional: true,
  hideSTARTTLS: true,
  disableReverseLookup: true,
  onData: (stream, session, callback) => {
    stream.resume();
    stream.on('end', () => {
      const now = Date.now();
      for (const { address } of session.envelope.rcptTo) {
        const domain = address.slice(address.indexOf('@') + 1);
        const known = (taken[domain] ??= { count: 0, firstAt: now, lastAt: now });
        known.count += 1;
        known.lastAt = now;
      }
      callback(null);
    });
  },
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.server.address() as AddressInfo).port}\n`);
});
createInterface(process.stdin).on('line', () => process.stdout.write(`${JSON.stringify(taken)}\n`));
