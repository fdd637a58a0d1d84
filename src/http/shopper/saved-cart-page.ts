import type { ReturnOutcome } from '../../pipeline/return/return-link.ts';
import type { SavedLine } from '../../pipeline/return/saved-cart.ts';
import { html, type Markup, type PlainPage } from '../plain-page.ts';
import { goTo } from './pages.ts';
import { PAGE_WORDS, type PageWords } from './page-words.ts';

/**
 * The cart as it was saved, where no link of the platform restores it. It tells nothing of the shopper, since whoever
 * has the link may read it, and it signs nobody in.
 */
export const savedCartPage = (outcome: Extract<ReturnOutcome, { kind: 'cart' }>): PlainPage => {
  const words = PAGE_WORDS[outcome.language].savedCart;
  const { cart, store } = outcome;
  const title = words.title(store.name);
  return {
    status: 200,
    language: outcome.language,
    title,
    body: html`<h1>${title}</h1>
      ${cart.soldOut === 'none' ? null : html`<p role="status">${words.soldOutNotice[cart.soldOut]}</p>`}
      <ul class="lines">
        ${cart.lines.map((line) => showLine(line, words))}
      </ul>
      ${cart.total === null ? null : html`<p class="total">${words.total}: <strong>${cart.total}</strong></p>`}
      ${cart.couponCode === null ? null : html`<p>${words.coupon} <code>${cart.couponCode}</code></p>`}
      ${store.homeUrl === null ? null : goTo(store.homeUrl, words.button(store.name))}`,
  };
};

const showLine = (line: SavedLine, words: PageWords['savedCart']): Markup =>
  html`<li>
    ${line.image_url === null ? null : html`<img src="${line.image_url}" alt="" width="72" height="72" />`}
    <div>
      <p>${showTitle(line)}</p>
      ${line.variant_title === null ? null : html`<p class="quiet">${line.variant_title}</p>`}
      <p>${howMany(line)}${line.isSoldOut ? html` · <strong>${words.soldOut}</strong>` : null}</p>
    </div>
  </li>`;

const howMany = ({ quantity, unit_price: price }: SavedLine): string =>
  price === null ? `× ${quantity}` : `${quantity} × ${price}`;

const showTitle = ({ title, url }: SavedLine): Markup =>
  url === null ? html`${title}` : html`<a href="${url}" rel="noreferrer">${title}</a>`;
