import { lookup } from 'node:dns/promises';
import { createMailboxChannel } from '../channels/email/mailbox.ts';
import { parseSmtpUrl } from '../channels/email/smtp-account.ts';
import { createSmtpChannel } from '../channels/email/smtp.ts';
import { isPublicAddress } from '../outbound/public-address.ts';
import type { ChannelPort, EmailContent } from '../ports/channel.ts';
import type { Foundation } from './foundation.ts';

/** The e-mail channel: the built-in mailbox, or SMTP by the store's own account, else the operator's. */
export const createEmailChannel = (base: Foundation): ChannelPort<EmailContent> => {
  const { store, clock, config } = base;
  if (config.mail?.kind === 'mailbox') return createMailboxChannel({ mailbox: store.mailbox, clock });
  const operators = config.mail?.url ?? null;
  return createSmtpChannel({
    clock,
    accounts: async (storeId) => {
      const known = await store.stores.find(storeId);
      if (known?.hasSmtpUrl !== true) return operators;
      return (await store.stores.secrets(storeId))?.smtpUrl ?? operators;
    },
    resolveHost: allowedHost(operators, config.allowPrivateStoreUrls),
  });
};

/** The operator's own server may stand anywhere; one that a merchant names has to be public. */
export const allowedHost = (operators: string | null, allowPrivate: boolean) => {
  const own = operators === null ? null : parseSmtpUrl(operators);
  const ownHost = own?.valid === true ? own.account.host : null;
  return async (host: string): Promise<string | null> => {
    if (allowPrivate || host === ownHost) return host;
    const found = await lookup(host, { all: true, verbatim: true });
    const isPublic = found.length > 0 && found.every(({ address }) => isPublicAddress(address));
    return isPublic ? (found[0]?.address ?? null) : null;
  };
};

/** `Shop <shop@example.com>` or the address alone. */
export const readSender = (text: string): { readonly name: string | null; readonly address: string } => {
  const named = /^(.*)<([^<>]+)>\s*$/.exec(text);
  const name = named?.[1]?.trim().replace(/^"(.*)"$/, '$1') ?? '';
  return { name: name === '' ? null : name, address: (named?.[2] ?? text).trim() };
};
