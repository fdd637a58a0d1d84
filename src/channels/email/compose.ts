import MailComposer from 'nodemailer/lib/mail-composer';
import type { EmailContent } from '../../ports/channel.ts';

export type Composition = { readonly to: string; readonly content: EmailContent; readonly date: Date };

/**
 * The whole mail as it goes over the wire: pure ASCII, text and HTML in base64, which costs two thirds of the time of
 * quoted-printable. The same message composed twice at the same time is the same bytes. Addresses are checked before.
 */
export const composeMail = ({ to, content, date }: Composition): Promise<Buffer> =>
  new MailComposer({
    from: { name: content.from.name ?? '', address: content.from.address },
    to: { name: '', address: to },
    ...(content.replyTo === null ? {} : { replyTo: { name: '', address: content.replyTo } }),
    subject: content.subject,
    text: content.text,
    html: content.html,
    messageId: content.messageIdHeader,
    date,
    textEncoding: 'base64',
    baseBoundary: content.messageIdHeader.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 40),
    headers: {
      ...unsubscribeHeaders(content.unsubscribeUrl),
      ...MACHINE_HEADERS,
      'Content-Language': content.language,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();

/** RFC 8058: one click in the mailbox program posts exactly this to the address. */
const unsubscribeHeaders = (url: string | null): Record<string, string> =>
  url === null
    ? {}
    : { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };

/** Keeps Exchange from answering with out-of-office notes; real replies are welcome, so no `Auto-Submitted`. */
const MACHINE_HEADERS = { 'X-Auto-Response-Suppress': 'OOF, AutoReply' };
