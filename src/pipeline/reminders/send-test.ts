import { returnPathOf } from '../../core/message/return-path.ts';
import { newId, type MessageId } from '../../core/words/ids.ts';
import type { Language } from '../../core/words/vocabulary.ts';
import type { EmailContent } from '../../ports/channel.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import { senderOf } from './email-content.ts';
import { headerOf } from './hand-over.ts';
import type { ReminderParts } from './parts.ts';

export type TestMail = {
  readonly store: ConnectedStore;
  readonly to: string;
  readonly mail: Pick<EmailContent, 'subject' | 'html' | 'text'>;
  readonly language: Language;
  readonly unsubscribeUrl: string | null;
};

export type SendTest = (test: TestMail) => Promise<{ readonly kind: 'sent' | 'refused' | 'down' }>;

/** One mail to an address of the merchant's choice. Nothing of it is kept, and nobody tries it again. */
export const createSendTest =
  (parts: Pick<ReminderParts, 'channels' | 'clock' | 'randomBytes' | 'appUrl' | 'mailFrom'>): SendTest =>
  async ({ store, to, mail, language, unsubscribeUrl }) => {
    const from = senderOf(store, parts);
    const email = parts.channels.email;
    if (from === null || email === undefined) return { kind: 'down' };
    const id = newId<MessageId>(parts.clock.now(), parts.randomBytes);
    const messageIdHeader = headerOf({ id }, parts);
    const content: EmailContent = {
      from,
      replyTo: store.settings.email.replyTo,
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      messageIdHeader,
      unsubscribeUrl,
      returnPath: returnPathOf(store.settings.email.returnPath, messageIdHeader),
      language,
    };
    const result = await email.send({ messageId: id, storeId: store.id, to, content }, async () => true);
    if (result.kind === 'accepted' || result.kind === 'uncertain') return { kind: 'sent' };
    return { kind: result.kind === 'refused' ? 'refused' : 'down' };
  };
