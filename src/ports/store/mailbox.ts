import type { MessageId, StoreId } from '../../core/words/ids.ts';

/** The built-in mailbox (`SMTP_URL=mailbox:`): mails are kept to be looked at instead of leaving the machine. */
export type Mailbox = {
  readonly append: (mail: MailboxMail) => Promise<void>;
  /** Newest first. `before` is the id of the last mail already seen. */
  readonly list: (page: {
    readonly limit: number;
    readonly before: string | null;
  }) => Promise<readonly StoredMail[]>;
  readonly get: (id: string) => Promise<StoredMail | null>;
};

export type MailboxMail = {
  readonly storeId: StoreId;
  readonly messageId: MessageId;
  readonly receivedAt: Date;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The whole mail as it would have gone over SMTP, RFC 5322; pure ASCII. */
  readonly raw: string;
};

export type StoredMail = MailboxMail & { readonly id: string };
