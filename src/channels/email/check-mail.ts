import type { EmailContent, Outgoing, SendResult } from '../../ports/channel.ts';
import { parseAddress } from './address.ts';

export type CheckedMail =
  | {
      readonly kind: 'sendable';
      readonly to: string;
      readonly content: EmailContent;
      /** Where bounces go. */
      readonly returnPath: string;
    }
  | { readonly kind: 'recipient_invalid'; readonly result: Extract<SendResult, { kind: 'refused' }> }
  | { readonly kind: 'sender_invalid'; readonly reason: string };

/** Reads every address of a mail as exactly one addr-spec, so that nothing a shopper typed reaches a second person. */
export const checkMail = ({ to, content }: Outgoing<EmailContent>): CheckedMail => {
  const recipient = parseAddress(to);
  if (recipient === null) {
    return {
      kind: 'recipient_invalid',
      result: { kind: 'refused', reason: 'address_invalid', suppress: false },
    };
  }
  const address = parseAddress(content.from.address);
  if (address === null) return { kind: 'sender_invalid', reason: 'sender_address_invalid' };
  const replyTo = content.replyTo === null ? null : parseAddress(content.replyTo);
  if (content.replyTo !== null && replyTo === null)
    return { kind: 'sender_invalid', reason: 'reply_to_invalid' };
  return {
    kind: 'sendable',
    to: recipient,
    content: { ...content, from: { ...content.from, address }, replyTo },
    returnPath: (content.returnPath === null ? null : parseAddress(content.returnPath)) ?? address,
  };
};
