import type { MessageId, StoreId } from '../../../src/core/words/ids.ts';
import type { EmailContent, Outgoing } from '../../../src/ports/channel.ts';

type Changes = {
  readonly to?: string;
  readonly storeId?: string;
  readonly content?: Partial<EmailContent>;
};

export const anEmail = ({
  to = 'ana@example.com',
  storeId = 'store-1',
  content,
}: Changes = {}): Outgoing<EmailContent> => ({
  messageId: 'm1' as MessageId,
  storeId: storeId as StoreId,
  to,
  content: {
    from: { name: 'Loja Um & Cia', address: 'loja@shop.example' },
    replyTo: null,
    subject: 'Oi',
    html: '<p>Oi</p>',
    text: 'Oi\n',
    messageIdHeader: '<m1@retorno.example>',
    unsubscribeUrl: 'https://retorno.example/u/abc',
    returnPath: 'b+m1@shop.example',
    language: 'pt-BR',
    ...content,
  },
});
