import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../../src/core/words/vocabulary.ts';
import { savedCartPage } from '../../../src/http/shopper/saved-cart-page.ts';
import { returnPage, unsubscribePage } from '../../../src/http/shopper/pages.ts';

const hostile = `<script>alert('x')</script>" onmouseover="x`;
const textOf = (markup: string) => markup.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ');

const savedCart = (language: Language, title = 'Caneca') => ({
  kind: 'cart' as const,
  language,
  cart: {
    lines: [
      { ...LINE, title, variant_title: 'Azul', quantity: 2, unit_price: 'R$ 90,00', isSoldOut: false },
      { ...LINE, title, variant_title: null, quantity: 0, unit_price: 'R$ 40,00', isSoldOut: true },
    ],
    total: 'R$ 180,00',
    soldOut: 'some' as const,
    couponCode: 'VOLTA-7K',
  },
  store: { name: 'Loja & Cia', homeUrl: 'https://shop.example/' },
});
const LINE = { line_total: '', image_url: 'https://cdn.example/7.jpg', url: null };

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

  it('a saved cart shows its lines, what is sold out, the total, the coupon and the way to the shop', () => {
    const { status, title, body } = savedCartPage(savedCart(language));
    const text = textOf(body.markup);

    expect(status).toBe(200);
    expect(title).toContain('Loja & Cia');
    expect(text).toMatch(/2 × R\$ 90,00/);
    expect(text).toMatch(/0 × R\$ 40,00 · \p{L}+/u);
    expect(text).toContain('R$ 180,00');
    expect(text).toContain('VOLTA-7K');
    expect(body.markup).toContain('role="status"');
    expect(body.markup).toContain('href="https://shop.example/"');
    expect(body.markup).not.toMatch(/<script/);
  });

  it('a price that nobody told is left out, and so is the promise of the rest where all is sold out', () => {
    const shown = savedCart(language);
    const [unpriced, gone] = shown.cart.lines.map((line) => ({ ...line, unit_price: null }));
    const some = textOf(savedCartPage({ ...shown, cart: { ...shown.cart, lines: [unpriced!] } }).body.markup);
    const all = { ...shown.cart, lines: [gone!], soldOut: 'all' as const, total: null };
    const text = textOf(savedCartPage({ ...shown, cart: all }).body.markup);

    expect(some).toContain('× 2');
    expect(some).not.toContain('R$ 0');
    expect(text).not.toMatch(/R\$|Total|null/);
    const notice = /role="status">([^<]+)/.exec(savedCartPage(shown).body.markup)?.[1] ?? '?';
    expect(text).not.toContain(notice);
  });

  it('no name of a shop becomes markup', () => {
    const store = { name: hostile, homeUrl: 'https://shop.example/' };
    const pages = [
      returnPage({ kind: 'page', page: 'closed', language, store }),
      unsubscribePage({ kind: 'page', page: 'ask', language, storeName: hostile, maskedAddress: hostile }),
      savedCartPage({ ...savedCart(language, hostile), store: { name: hostile, homeUrl: null } }),
    ];

    for (const { body } of pages) expect(body.markup).not.toMatch(/<script|" onmouseover/);
  });
});
