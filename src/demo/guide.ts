import { asHtml, asRedirect, serveLoopback, type LoopbackServer } from './loopback-server.ts';
import type { Operator } from './operator.ts';
import { escaped, page } from './page.ts';
import type { Shop } from './shop.ts';

export type Connected = { readonly shop: Shop; readonly storeId: string };

type GuideParts = {
  readonly appUrl: string;
  readonly connected: readonly Connected[];
  readonly operator: Operator;
};

/** A page that leads to every shop and its admin. A sign-in link works once and not for long: each click makes one. */
export const openGuide = ({ appUrl, connected, operator }: GuideParts): Promise<LoopbackServer> =>
  serveLoopback(async ({ method, url }) => {
    const wanted = connected.find(({ storeId }) => url.pathname === `/admin/${storeId}`);
    if (method === 'GET' && wanted !== undefined) return asRedirect(await operator.loginLink(wanted.storeId));
    if (url.pathname !== '/') return asHtml(404, page('Retorno demo', '<h1>Nothing here</h1>'));
    return asHtml(200, page('Retorno demo', guideOf(appUrl, connected)));
  });

const guideOf = (appUrl: string, connected: readonly Connected[]): string =>
  `<h1>Retorno demo</h1>
   <p>Simulated shoppers fill and leave carts in these shops, read the reminders in the mailbox, and some of them buy.
   So can you: open a mail, press its button, and finish the checkout.</p>
   <p><a href="${appUrl}/mailbox">The mailbox</a></p>
   <ul>${connected
     .map(
       ({ shop: { facts, url }, storeId }) =>
         `<li><span><strong>${escaped(facts.name)}</strong> <span class="quiet">${facts.platform}, ${facts.currency}</span><br>` +
         `<a href="${url}/">The shop</a></span><a class="button price" href="/admin/${storeId}">Open its admin</a></li>`,
     )
     .join('')}</ul>`;
