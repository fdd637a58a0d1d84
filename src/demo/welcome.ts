import type { ShopFacts } from './shop-facts.ts';

export type Link = { readonly shop: Pick<ShopFacts, 'name' | 'platform'>; readonly url: string };

type Addresses = { readonly appUrl: string; readonly guideUrl: string; readonly links: readonly Link[] };

/** What the terminal shows once everything runs. */
export const welcome = ({ appUrl, guideUrl, links }: Addresses): string => `
The Retorno demo is running, all of it on this machine.

The admin of each shop, already signed in (an address works once, within ten minutes):

${links.map(({ shop, url }) => `  ${shop.name.padEnd(16)} ${shop.platform.padEnd(12)} ${url}`).join('\n')}

  Mailbox   ${appUrl}/mailbox   (what the shoppers were sent)
  Guide     ${guideUrl}/   (the shops, and their admins as often as you like)

Shoppers are coming in. In half a minute the first reminders have been sent and the first carts won back.
Ctrl-C ends it.
`;
