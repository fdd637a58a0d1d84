import { expect, test } from 'vitest';
import { createMailboxChannel } from '../../../src/channels/email/mailbox.ts';
import type { MailboxMail } from '../../../src/ports/store/mailbox.ts';
import { describeMailChannel } from './mail-channel.contract.ts';
import { anEmail } from './mails.ts';

const openMailbox = () => {
  const mails: MailboxMail[] = [];
  const mailbox = {
    append: (mail: MailboxMail) => {
      mails.push(mail);
      return Promise.resolve();
    },
  };
  const channel = createMailboxChannel({ mailbox, clock: { now: () => new Date('2026-11-21T12:00:00Z') } });
  return { channel, mails };
};

describeMailChannel('the mailbox', () => {
  const { channel, mails } = openMailbox();
  return Promise.resolve({
    channel,
    received: () => mails.map((mail) => mail.raw),
    close: () => Promise.resolve(),
  });
});

test('the mailbox keeps the parts beside the whole mail', async () => {
  const { channel, mails } = openMailbox();
  await channel.send(anEmail(), () => Promise.resolve(true));
  expect(mails[0]).toMatchObject({
    to: 'ana@example.com',
    subject: 'Oi',
    html: '<p>Oi</p>',
    text: 'Oi\n',
    storeId: 'store-1',
  });
  expect(mails[0]?.raw).toContain('Date: Sat, 21 Nov 2026 12:00:00 +0000');
});
