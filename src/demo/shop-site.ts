import { writeMoney } from '../core/words/money.ts';
import type { Books, Cart, Order, ShopLine } from './books.ts';
import { escaped, page } from './page.ts';
import { drawProduct } from './picture.ts';
import { pictureUrl, type Asked } from './platform-side.ts';
import { priceOf, totalOf, type ShopFacts } from './shop-facts.ts';
import type { Till } from './till.ts';

export type SiteParts = {
  readonly shop: ShopFacts;
  readonly url: string;
  readonly books: Books;
  readonly till: Till;
};

export type Shown =
  | { readonly kind: 'page'; readonly status: number; readonly html: string }
  | { readonly kind: 'picture'; readonly svg: string }
  | { readonly kind: 'goTo'; readonly path: string };

/** The shop as a person sees it in a browser: its goods, a checkout that can be finished, and orders. */
export const showSite = async (parts: SiteParts, { method, url }: Asked): Promise<Shown> => {
  const [what = '', key = '', action] = url.pathname.slice(1).split('/');
  if (method === 'POST') return press(parts, { what, key, action });
  switch (what) {
    case '':
      return home(parts);
    case 'pictures':
      return picture(parts, key.replace(/\.svg$/, ''));
    case 'products':
      return product(parts, key);
    case 'checkout':
      return checkout(parts, key, url);
    case 'orders':
      return orderPage(parts, parts.books.orders.get(key));
    default:
      return missing(parts);
  }
};

type Pressed = { readonly what: string; readonly key: string; readonly action: string | undefined };

/** The two buttons: order what is in the cart, or pay what was ordered. */
const press = async (parts: SiteParts, { what, key, action }: Pressed): Promise<Shown> => {
  const order =
    what === 'checkout'
      ? await parts.till.order(key, action === 'pay-later')
      : await parts.till.settle(key, 'paid');
  return order === null ? missing(parts) : { kind: 'goTo', path: `/orders/${order.key}` };
};

const titled = ({ shop }: SiteParts, body: string, status = 200): Shown => ({
  kind: 'page',
  status,
  html: page(shop.name, `<p class="quiet"><a href="/">${escaped(shop.name)}</a> · a sandbox shop</p>${body}`),
});

const missing = (parts: SiteParts): Shown => titled(parts, '<h1>Nothing here</h1>', 404);

const home = (parts: SiteParts): Shown => {
  const lines = parts.shop.products.map((sold) => ({ product: sold, quantity: 1 }));
  return titled(parts, `<h1>${escaped(parts.shop.name)}</h1>${listOf(parts, lines, parts.shop.currency)}`);
};

const picture = (parts: SiteParts, sku: string): Shown => {
  const found = parts.shop.products.find((one) => one.sku === sku);
  return found === undefined ? missing(parts) : { kind: 'picture', svg: drawProduct(found.thing, found.hue) };
};

const product = (parts: SiteParts, sku: string): Shown => {
  const found = parts.shop.products.find((one) => one.sku === sku);
  if (found === undefined) return missing(parts);
  return titled(parts, listOf(parts, [{ product: found, quantity: 1 }], parts.shop.currency));
};

const listOf = ({ shop, url }: SiteParts, lines: readonly ShopLine[], currency: string): string =>
  `<ul>${lines
    .map(({ product: sold, quantity }) => {
      const price = writeMoney({ minor: priceOf(sold, shop, currency) * quantity, currency }, shop.locale);
      const name = `${escaped(sold.title)}${sold.variant === null ? '' : ` <span class="quiet">${escaped(sold.variant)}</span>`}`;
      return `<li><img src="${pictureUrl(url, sold.sku)}" width="64" height="64" alt=""><span>${quantity} × ${name}</span><span class="price">${escaped(price)}</span></li>`;
    })
    .join('')}</ul>`;

/** The address by which somebody came is kept where it says that it was our link. */
const checkout = (parts: SiteParts, token: string, url: URL): Shown => {
  const landing = url.searchParams.has('retorno_ref') ? `${url.pathname}${url.search}` : null;
  const cart = parts.till.visited(token, landing);
  if (cart === null) return missing(parts);
  if (cart.state !== 'open') return titled(parts, `<h1>This cart is finished</h1>${cartOf(parts, cart)}`);
  const later = parts.shop.paysLater;
  return titled(
    parts,
    `<h1>Your cart is back</h1>${cartOf(parts, cart)}
     <form method="post" action="/checkout/${cart.token}"><button>Buy now</button></form>
     ${later === null ? '' : `<p></p><form method="post" action="/checkout/${cart.token}/pay-later"><button>Order, and pay later by ${escaped(later)}</button></form>`}`,
  );
};

const cartOf = (parts: SiteParts, { lines, currency }: Cart): string => {
  const total = writeMoney({ minor: totalOf(lines, parts.shop, currency), currency }, parts.shop.locale);
  return `${listOf(parts, lines, currency)}<p><strong>${escaped(total)}</strong></p>`;
};

const WORDS = { paid: 'paid, thank you', awaited: 'waiting for the payment', expired: 'not paid in time' };

const orderPage = (parts: SiteParts, order: Order | undefined): Shown => {
  if (order === undefined) return missing(parts);
  const pay =
    order.payment === 'awaited'
      ? `<form method="post" action="/orders/${order.key}"><button>I have paid</button></form>`
      : '';
  return titled(
    parts,
    `<h1>Order ${order.number}: ${WORDS[order.payment]}</h1>${cartOf(parts, order.cart)}${pay}`,
  );
};
