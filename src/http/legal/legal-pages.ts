import { Router, type Request } from 'express';
import { DEFAULT_RETENTION } from '../../core/flows/default-settings.ts';
import { languageOf } from '../../core/words/locale.ts';
import type { Language } from '../../core/words/vocabulary.ts';
import { html, sendPage, type PlainPage } from '../plain-page.ts';
import { LEGAL_WORDS, type LegalFacts, type LegalText } from './legal-words.ts';

/** `/privacy` and `/support`, which the listings of app stores ask for; in the reader's language, or by `?lang=`. */
export const legalRoutes = (operator: Pick<LegalFacts, 'contact' | 'host'>): Router => {
  const facts = { ...operator, contactDays: daysOf('contactsMs'), inboxDays: daysOf('inboxMs') };
  const router = Router();
  for (const name of ['privacy', 'support'] as const)
    router.get(`/${name}`, (request, response) => {
      const language = languageAsked(request);
      sendPage(response, pageOf(LEGAL_WORDS[language][name](facts), language));
    });
  return router;
};

const daysOf = (kept: keyof typeof DEFAULT_RETENTION): number => DEFAULT_RETENTION[kept] / 86_400_000;

const languageAsked = (request: Request): Language => {
  const asked = [request.query['lang'], ...request.acceptsLanguages()];
  return (
    asked
      .map((tag) => (typeof tag === 'string' ? languageOf(tag) : null))
      .find((language) => language !== null) ?? 'en'
  );
};

const pageOf = ({ title, lead, sections }: LegalText, language: Language): PlainPage => ({
  status: 200,
  language,
  title,
  body: html`<h1>${title}</h1>
    <p>${lead}</p>
    ${sections.map(
      ({ heading, points }) =>
        html`<h2>${heading}</h2>
          ${points.map((point) => html`<p>${point}</p>`)}`,
    )}`,
});
