import type { Language, Platform } from '../../core/words/vocabulary.ts';
import type { Refused } from '../../pipeline/connect/connect.ts';
import { html, type PlainPage } from '../plain-page.ts';
import { CONNECT_WORDS } from './words.ts';

type Of = { readonly language: Language; readonly platform: Platform };

/** Asks for the shop's address; by GET, so that the browser may be sent on from it. */
export const askPage = ({ language, platform }: Of): PlainPage => {
  const { title, text, label, button } = CONNECT_WORDS[language].ask;
  return {
    status: 200,
    language,
    title,
    body: html`<h1>${title}</h1>
      <p>${text}</p>
      <form method="get" action="/connect/${platform}">
        <p>
          <label for="shop">${label}</label>
          <input
            id="shop"
            name="shop"
            type="text"
            inputmode="url"
            autocomplete="url"
            maxlength="300"
            placeholder="https://"
            required
          />
        </p>
        <button type="submit">${button}</button>
      </form>`,
  };
};

export const waitingPage = ({ language, platform }: Of): PlainPage => {
  const { title, text, again } = CONNECT_WORDS[language].waiting;
  return {
    status: 200,
    language,
    title,
    body: html`<h1>${title}</h1>
      <p role="status">${text}</p>
      <p><a href="/connect/${platform}">${again}</a></p>`,
  };
};

/** Connected by somebody of whom we do not know that it is the merchant's browser: nobody is signed in. */
export const connectedPage = ({ language, platform }: Of): PlainPage => {
  const { title, text, open } = CONNECT_WORDS[language].connected;
  return {
    status: 200,
    language,
    title,
    body: html`<h1>${title}</h1>
      <p>${text}</p>
      <p><a class="button" href="/connect/${platform}">${open}</a></p>`,
  };
};

/** What happened in the merchant's language, and the platform's own words for whoever helps. */
export const refusedPage = (
  { language, platform }: Of,
  { why, reason }: Pick<Refused, 'why' | 'reason'>,
): PlainPage => {
  const words = CONNECT_WORDS[language].refused;
  return {
    status: why === 'stale' ? 403 : 400,
    language,
    title: words.title,
    body: html`<h1>${words.title}</h1>
      <p>${words[why]}</p>
      ${why === 'stale' ? null : html`<p class="quiet">${reason}</p>`}
      <p><a class="button" href="/connect/${platform}">${words.again}</a></p>`,
  };
};
