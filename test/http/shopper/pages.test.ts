import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/core/words/vocabulary.ts';
import { returnPage, unsubscribePage } from '../../../src/http/shopper/pages.ts';

const hostile = `<script>alert('x')</script>" onmouseover="x`;
const textOf = (markup: string) => markup.replaceAll(/<[^>]*>/g, '');

describe.each(LANGUAGES)('in %s', (language) => {
  it.each(['bought', 'closed', 'expired', 'unknown'] as const)(
    'a link that is %s says so and is no error',
    (page) => {
      const { status, title, body } = returnPage({ kind: 'page', page, language, store: null });

      expect(status).toBe(200);
      expect(body.markup).toContain(`<h1>${title}</h1>`);
      expect(body.markup).not.toMatch(/<script|<img|style=|https?:/);
    },
  );

  it('the way to the shop is offered where it is known', () => {
    const store = { name: 'Loja & Cia', homeUrl: 'https://shop.example/' };
    const { body } = returnPage({ kind: 'page', page: 'bought', language, store });

    expect(body.markup).toContain('href="https://shop.example/"');
    expect(body.markup).toContain('Loja &amp; Cia');
  });

  it('unsubscribing asks with one button, and says afterwards that it is done', () => {
    const facts = { kind: 'page', language, storeName: 'Loja', maskedAddress: 'a…@example.com' } as const;
    const ask = unsubscribePage({ ...facts, page: 'ask' });
    const done = unsubscribePage({ ...facts, page: 'done' });

    expect(ask.body.markup).toMatch(/<form method="post"><button type="submit">[^<]+<\/button><\/form>/);
    expect(done.body.markup).not.toContain('<form');
    expect(textOf(done.body.markup)).toContain('a…@example.com');
  });

  it('a token that is not known is a plain 404', () => {
    const { status, body } = unsubscribePage({ kind: 'not_found', language });

    expect(status).toBe(404);
    expect(body.markup).not.toContain('<form');
  });

  it('no name of a shop becomes markup', () => {
    const store = { name: hostile, homeUrl: 'https://shop.example/' };
    const pages = [
      returnPage({ kind: 'page', page: 'closed', language, store }),
      unsubscribePage({ kind: 'page', page: 'ask', language, storeName: hostile, maskedAddress: hostile }),
    ];

    for (const { body } of pages) expect(body.markup).not.toMatch(/<script|" onmouseover/);
  });
});
