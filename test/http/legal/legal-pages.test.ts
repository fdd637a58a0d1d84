import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/core/words/vocabulary.ts';
import { LEGAL_WORDS } from '../../../src/http/legal/legal-words.ts';
import { openWorld, type World } from '../../support/world.ts';
import { call } from '../call.ts';

const operator = {
  contact: 'hello@retorno.example',
  host: 'retorno.example',
  contactDays: 180,
  inboxDays: 7,
};
const pages = ['privacy', 'support'] as const;

describe.each(LANGUAGES)('the pages that listings ask for, in %s', (language) => {
  let world: World;
  beforeAll(async () => void (world = await openWorld()));
  afterAll(() => world.close());

  it.each(pages)('%s is there for everybody, in the reader’s language', async (page) => {
    const asked = await call(`${world.url}/${page}?lang=${language}`);
    const browsed = await call(`${world.url}/${page}`, { headers: { 'accept-language': language } });
    const { title } = LEGAL_WORDS[language][page](operator);

    for (const answer of [asked, browsed]) {
      expect(answer.status).toBe(200);
      expect(answer.text).toContain(`<html lang="${language}">`);
      expect(answer.text).toContain(`<h1>${title}</h1>`);
      expect(answer.text).toContain(operator.contact);
    }
  });

  it('says how long things are kept, and whom to ask where no address is set', () => {
    const told = JSON.stringify(LEGAL_WORDS[language].privacy({ ...operator, contact: null }));

    expect(told).toMatch(/\b180\b/);
    expect(told).toMatch(/\b7\b/);
    expect(told).toContain('retorno.example');
    expect(told).not.toContain('null');
  });
});
