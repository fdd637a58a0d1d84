import type { ChannelPort, EmailContent } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Mailbox } from '../../ports/store/mailbox.ts';
import { checkMail } from './check-mail.ts';
import { composeMail } from './compose.ts';
import { createInFlight } from './in-flight.ts';

export type MailboxChannelDeps = {
  readonly mailbox: Pick<Mailbox, 'append'>;
  readonly clock: Pick<Clock, 'now'>;
};

/** `SMTP_URL=mailbox:`: mails are composed as for SMTP and kept on this machine, to be looked at. Never down. */
export const createMailboxChannel = ({ mailbox, clock }: MailboxChannelDeps): ChannelPort<EmailContent> => {
  const inFlight = createInFlight();
  const send: ChannelPort<EmailContent>['send'] = async (message, beforeHandOver) => {
    const mail = checkMail(message);
    if (mail.kind === 'recipient_invalid') return mail.result;
    if (mail.kind === 'sender_invalid') return { kind: 'refused', reason: mail.reason, suppress: false };
    const receivedAt = clock.now();
    const raw = composeMail({ to: mail.to, content: mail.content, date: receivedAt });
    if (!(await beforeHandOver())) return { kind: 'withdrawn' };
    const { storeId, messageId } = message;
    const { subject, html, text } = mail.content;
    await mailbox.append({
      storeId,
      messageId,
      receivedAt,
      to: mail.to,
      subject,
      html,
      text,
      raw: raw.toString('latin1'),
    });
    return { kind: 'accepted', providerId: mail.content.messageIdHeader };
  };
  return {
    channel: 'email',
    send: (message, beforeHandOver) => inFlight.run(() => send(message, beforeHandOver)),
    health: () => ({ kind: 'up' }),
    close: () => inFlight.settled(),
  };
};
