import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';

export type Sink = {
  readonly url: string;
  /** Mails taken, by their Message-ID; more than one of an id is a mail sent twice. */
  readonly taken: ReadonlyMap<string, readonly string[]>;
  readonly close: () => Promise<void>;
};

/** A real SMTP server that takes every mail and answers the final dot after `answerMs`. */
export const openSink = async (answerMs: number): Promise<Sink> => {
  const taken = new Map<string, string[]>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const head = Buffer.concat(chunks).toString('latin1').split('\r\n\r\n')[0] ?? '';
        const id = /^message-id:\s*(\S+)/im.exec(head)?.[1] ?? 'none';
        const to = session.envelope.rcptTo[0]?.address ?? 'nobody';
        taken.set(id, [...(taken.get(id) ?? []), to]);
        setTimeout(callback, answerMs);
      });
    },
  });
  // Peers are killed in the middle of everything here: that is the test, not a failure of it.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    taken,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
