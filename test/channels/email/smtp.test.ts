import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { createSmtpChannel } from '../../../src/channels/email/smtp.ts';
import { describeMailChannel } from './mail-channel.contract.ts';

describeMailChannel('SMTP', async () => {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onData: (stream, _session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString('latin1'));
        callback(null);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const clock = { now: () => new Date() };
  return {
    channel: createSmtpChannel({ accounts: () => `smtp://127.0.0.1:${port}`, clock }),
    received: () => mails,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
});
