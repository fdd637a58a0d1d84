import type { MessageId, StoreId } from '../../src/core/words/ids.ts';

/** What the built-in mailbox keeps of a message. */
export const aMail = {
  storeId: 's1' as StoreId,
  messageId: 'm1' as MessageId,
  receivedAt: new Date(0),
  to: 'ana@example.com',
  subject: 'Olá',
  html: '<p>Olá</p>',
  text: 'Olá',
  raw: 'Subject: x\r\n\r\nOl=C3=A1',
};
