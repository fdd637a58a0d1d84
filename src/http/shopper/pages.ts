import type { ReturnOutcome } from '../../pipeline/return/return-link.ts';
import type { UnsubscribeOutcome } from '../../pipeline/return/unsubscribe.ts';
import { html } from '../plain-page.ts';
import type { Markup, PlainPage } from '../plain-page.ts';
import { PAGE_WORDS } from './page-words.ts';

/**
 * The plain pages for shoppers: no brand of ours, no script, nothing loaded from elsewhere, readable on a telephone
 * and by a screen reader. A return link never ends in an error, so all of its pages are 200.
 */
export const returnPage = (outcome: Extract<ReturnOutcome, { kind: 'page' }>): PlainPage => {
  const words = PAGE_WORDS[outcome.language];
  const { title, text } = words[outcome.page];
  const { store } = outcome;
  return {
    status: 200,
    language: outcome.language,
    title,
    body: html`<h1>${title}</h1>
      <p>${text}</p>
      ${store?.homeUrl ? goTo(store.homeUrl, words.toStore(store.name)) : null}`,
  };
};

/** An unknown token is a plain 404; all else shows what the link is for, and one button. */
export const unsubscribePage = (outcome: UnsubscribeOutcome): PlainPage => {
  const words = PAGE_WORDS[outcome.language];
  if (outcome.kind === 'not_found') {
    const { title, text } = words.notFound;
    return {
      status: 404,
      language: outcome.language,
      title,
      body: html`<h1>${title}</h1>
        <p>${text}</p>`,
    };
  }
  const title = outcome.page === 'done' ? words.unsubscribed.title : words.unsubscribe.title;
  const text = outcome.page === 'done' ? words.unsubscribed.text : words.unsubscribe.text;
  return {
    status: 200,
    language: outcome.language,
    title,
    body: html`<h1>${title}</h1>
      <p>${text(outcome.storeName, outcome.maskedAddress)}</p>
      ${outcome.page === 'ask' ? confirm(words.unsubscribe.button) : null}`,
  };
};

export const goTo = (url: string, label: string): Markup =>
  html`<p><a class="button" href="${url}" rel="noreferrer">${label}</a></p>`;

/** Posts to the page's own address: the token stands nowhere else. */
const confirm = (label: string): Markup =>
  html`<form method="post"><button type="submit">${label}</button></form>`;
