import { describe, expect, test } from 'vitest';
import type { Block, Template } from '../../../src/core/flows/flow.ts';
import { defaultTemplate } from '../../../src/core/message/default-template.ts';
import { renderEmail } from '../../../src/core/message/render.ts';
import { writeVariables } from '../../../src/core/message/variables.ts';
import type { VariableFacts } from '../../../src/core/message/variables.ts';
import { FLOW_KINDS, LANGUAGES } from '../../../src/core/words/vocabulary.ts';
import type { Language } from '../../../src/core/words/vocabulary.ts';
import { aLine, anOffer, someFacts } from './facts.ts';

const aTemplate = (changes: Partial<Template> = {}): Template => ({
  subject: 'Olá',
  preheader: '',
  blocks: [{ type: 'text', text: 'Oi' }, { type: 'products' }, { type: 'footer' }],
  ...changes,
});

const render = (template: Template, facts: VariableFacts = someFacts(), language: Language = 'pt-BR') => {
  const mail = renderEmail({ template, language, variables: writeVariables(facts), brand: { accent: null } });
  if (mail.kind === 'invalid') throw new Error(JSON.stringify(mail.errors));
  return mail;
};

const renderText = (text: string, facts?: VariableFacts) =>
  render(aTemplate({ blocks: [{ type: 'text', text }] }), facts);

const buttonOn = (accent: string | null) => {
  const mail = renderEmail({
    template: aTemplate({ blocks: [{ type: 'button', text: 'Ir' }] }),
    language: 'en',
    variables: writeVariables(someFacts()),
    brand: { accent },
  });
  return mail.kind === 'rendered' ? mail.html : '';
};

const factsOfLines = (count: number) =>
  someFacts({
    lines: Array.from({ length: count }, (_, place) =>
      aLine({
        title: `Product ${place} ${'x'.repeat(140)}`,
        variantTitle: 'Blue and rather long, size M',
        imageUrl: `https://cdn.example/${'p'.repeat(150)}.jpg`,
      }),
    ),
  });

const errorsOf = (template: Template) => {
  const mail = renderEmail({
    template,
    language: 'en',
    variables: writeVariables(someFacts()),
    brand: { accent: null },
  });
  return mail.kind === 'invalid' ? mail.errors : [];
};

describe('the built-in texts', () => {
  const every = LANGUAGES.flatMap((language) =>
    FLOW_KINDS.flatMap((flow) => [0, 1, 2].map((place) => ({ language, flow, place }))),
  );

  test.each(every)(
    '$language $flow step $place renders with everything known and with nothing known',
    ({ language, flow, place }) => {
      const template = defaultTemplate(flow, place, language);
      const full = render(
        template,
        someFacts({ order: { number: '1001', total: { minor: 19_990, currency: 'BRL' }, payBy: null } }),
        language,
      );
      const bare = render(
        template,
        someFacts({ shopper: { name: null, email: null }, lines: [], country: null, locale: null }),
        language,
      );
      for (const mail of [full, bare]) {
        expect(mail.html + mail.text + mail.subject + mail.preheader).not.toMatch(
          /\{\{|\{%|undefined|null|NaN|\[object/,
        );
        expect(mail.html).toContain('https://retorno.example/r/abc');
        expect(mail.text).toContain('https://retorno.example/r/abc');
        expect(mail.subject.length).toBeGreaterThan(8);
      }
      expect(full.html).toContain(`<html lang="${language}"`);
    },
  );

  test('every language has its own words in every text', () => {
    for (const flow of FLOW_KINDS) {
      const subjects = LANGUAGES.map((language) => defaultTemplate(flow, 0, language).subject);
      expect(new Set(subjects).size).toBe(LANGUAGES.length);
    }
  });

  test('a payment reminder shows no coupon, even when one is at hand', () => {
    const coupon = { code: 'VOLTA-7K', offer: anOffer(), expiresAt: null };
    expect(render(defaultTemplate('pending_payment', 0, 'en'), someFacts({ coupon })).html).not.toContain(
      'VOLTA-7K',
    );
    expect(render(defaultTemplate('abandoned_cart', 2, 'en'), someFacts({ coupon })).html).toContain(
      'VOLTA-7K',
    );
  });
});

describe('names and titles from outside', () => {
  test('are escaped once in HTML and not at all in the subject and the text part', () => {
    const mail = render(
      aTemplate({
        subject: '{{ cart.lines[0].title }}',
        blocks: [{ type: 'text', text: '{{ cart.lines[0].title }}' }],
      }),
      someFacts({ lines: [aLine({ title: 'A & B <b>"x"</b>' })] }),
    );
    expect(mail.subject).toBe('A & B <b>"x"</b>');
    expect(mail.html).toContain('A &amp; B &lt;b&gt;&quot;x&quot;&lt;/b&gt;');
    expect(mail.html).not.toContain('&amp;amp;');
    expect(mail.text).toContain('A & B <b>"x"</b>');
  });

  test('asking for escaping that happens anyway does not escape twice', () => {
    const facts = someFacts({ shopper: { name: 'Tom&Jerry', email: null } });
    expect(renderText('{{ shopper.first_name | escape }}', facts).html).toContain('Tom&amp;Jerry');
    expect(renderText('{{ shopper.first_name | escape }}', facts).html).not.toContain('&amp;amp;');
  });

  test('are never read as a template', () => {
    const facts = someFacts({
      shopper: { name: '{{7*7}}{% for %}', email: null },
      lines: [aLine({ title: '{{ store.name }}' })],
    });
    const mail = render(
      aTemplate({
        subject: '{{ shopper.first_name }}',
        blocks: [{ type: 'text', text: '{{ shopper.name }}' }, { type: 'products' }],
      }),
      facts,
    );
    expect(mail.subject).toBe('{{7*7}}{%');
    expect(mail.html).toContain('{{7*7}}{% for %}');
    expect(mail.html).toContain('{{ store.name }}');
  });

  test('cannot break the subject into two headers, nor turn its letters around', () => {
    const facts = someFacts({ shopper: { name: 'Ana\r\nBcc: evil@example.com \u202egpj', email: null } });
    const { subject } = render(aTemplate({ subject: 'Oi {{ shopper.name }}\n{{ store.name }}' }), facts);
    expect(subject).toBe('Oi Ana Bcc: evil@example.com gpj Loja Um');
  });

  test('bring no dangerous addresses into pictures and links', () => {
    const lines = [
      'javascript:alert(1)',
      'data:image/png;base64,AAAA',
      'JaVaScRiPt:x',
      'ftp://x/y',
      `https://x/${'a'.repeat(3_000)}`,
    ].map((url) => aLine({ imageUrl: url, url }));
    const store = { ...someFacts().store, logoUrl: 'javascript:alert(2)' };
    const mail = render(
      aTemplate({
        blocks: [
          { type: 'logo' },
          { type: 'products' },
          { type: 'text', text: '<a href="{{ cart.lines[0].url }}">x</a>' },
        ],
      }),
      someFacts({ lines, store }),
    );
    expect(mail.html).not.toMatch(/javascript:|data:|ftp:|a{3000}/i);
  });

  test('a name that advertises a web address greets nobody', () => {
    const facts = someFacts({ shopper: { name: 'WIN www.evil.example now', email: null } });
    expect(render(defaultTemplate('abandoned_cart', 0, 'en'), facts).html).not.toContain('evil.example');
  });
});

describe('a merchant’s text', () => {
  test('keeps simple tags and turns all others into text', () => {
    const { html } = renderText(
      '<b>Hi</b> <script>alert(1)</script><img src=x onerror=alert(1)><p onclick="x()">',
    );
    expect(html).toContain('<b>Hi</b>');
    expect(html).not.toMatch(/<script|onerror=alert\(1\)>|<p onclick/);
  });

  test('leads only to web, mail and telephone addresses', () => {
    const { html } = renderText(
      '<a href="{{ return_url }}">cart</a> <a href="javascript:alert(1)">x</a> <a href="mailto:a@b.example" onclick=x>m</a>',
    );
    expect(html).toContain('<a href="https://retorno.example/r/abc">cart</a>');
    expect(html).toContain('<a>x</a>');
    expect(html).toContain('<a href="mailto:a@b.example">m</a>');
  });

  test('closes what it opened, so that one text cannot make the rest of the mail bold', () => {
    expect(renderText('<b>bold <i>both').html).toContain('<b>bold <i>both</i></b></p>');
    expect(renderText('</b></div></table>plain').html).toContain('&lt;/div&gt;&lt;/table&gt;plain');
  });

  test('becomes paragraphs and line breaks, in the text part too', () => {
    const mail = renderText('Olá,\n\num\ndois & três');
    expect(mail.html).toContain('um<br>dois &amp; três</p>');
    expect(mail.text.startsWith('Olá,\n\num\ndois & três\n')).toBe(true);
  });

  test('with HTML of its own is readable as plain text', () => {
    const { text } = renderText(
      '<p>Veja <a href="{{ return_url }}">aqui</a>:</p><ul><li>um</li><li>dois</li></ul>',
    );
    expect(text).toContain('Veja aqui (https://retorno.example/r/abc):');
    expect(text).toMatch(/\* um\n ?\* dois/);
  });
});

describe('blocks', () => {
  test('money is written as the shopper’s country writes it', () => {
    const mail = render(aTemplate(), someFacts({ lines: [aLine({ quantity: 2 })] }));
    expect(mail.text.replaceAll('\u00a0', ' ')).toContain('- 2 × Caneca: R$ 180,00\nTotal: R$ 199,90');
  });

  test('a sold-out line is marked, and no total is shown that would count it', () => {
    const mail = render(
      aTemplate(),
      someFacts({ lines: [aLine(), aLine({ title: 'Prato', available: false })] }),
    );
    expect(mail.html).toContain('Esgotado');
    expect(mail.text).toContain('1 × Prato: Esgotado');
    expect(mail.text).not.toContain('199,90');
  });

  test('a footer with legal name, address and unsubscribe link stands once and last, whatever was asked for', () => {
    for (const blocks of [
      [],
      [{ type: 'footer' }, { type: 'text', text: 'depois' }, { type: 'footer' }],
    ] as Block[][]) {
      const { html, text } = render(aTemplate({ blocks }));
      expect(html.split('https://retorno.example/u/abc')).toHaveLength(2);
      expect(text.trimEnd().endsWith('https://retorno.example/u/abc')).toBe(true);
      expect(html).toContain('Loja Um Ltda · Rua das Flores 12, São Paulo');
      expect(html.indexOf('depois')).toBeLessThan(html.indexOf('Loja Um Ltda'));
    }
  });

  test('a transactional mail offers no unsubscribe link', () => {
    expect(render(aTemplate(), someFacts({ unsubscribeUrl: null })).text).not.toContain('/u/');
  });

  test('an offer is told in the shopper’s words, with its end in the shopper’s time', () => {
    const coupon = { code: 'VOLTA-7K', offer: anOffer(), expiresAt: new Date('2026-12-01T01:30:00Z') };
    const { text } = render(aTemplate({ blocks: [{ type: 'coupon' }] }), someFacts({ coupon }));
    expect(text).toContain(
      '10% de desconto no seu pedido\nVOLTA-7K\nVálido até 30 de novembro de 2026 às 22:30',
    );
  });

  test('a button is readable on any accent colour, and a hostile colour is not used', () => {
    expect(buttonOn('#ffee00')).toContain('color:#141413');
    expect(buttonOn('#102030')).toContain('color:#ffffff');
    expect(buttonOn('red;background:url(//evil)')).not.toContain('evil');
  });
});

describe('sizes', () => {
  test('twenty products with long names stay under the 102 KB at which Gmail cuts', () => {
    const { html } = render(defaultTemplate('abandoned_cart', 2, 'pl'), factsOfLines(20), 'pl');
    expect(Buffer.byteLength(html)).toBeLessThan(102_000);
  });

  test('a cart of 500 lines lists 20 and counts the rest', () => {
    const { html, text } = render(aTemplate(), factsOfLines(500), 'pl');
    expect(Buffer.byteLength(html)).toBeLessThan(102_000);
    expect(text).toContain('i jeszcze 480 produktów');
  });

  test('an absurd quantity and price stay numbers', () => {
    const { text } = render(
      aTemplate(),
      someFacts({
        lines: [aLine({ quantity: 1e9, unitPrice: { minor: Number.MAX_SAFE_INTEGER, currency: 'BRL' } })],
      }),
    );
    expect(text).not.toMatch(/NaN|e\+|Infinity/);
  });
});

describe('what cannot be rendered', () => {
  test('is invalid as a whole, with the place in the template', () => {
    const [error] = errorsOf(
      aTemplate({
        blocks: [
          { type: 'text', text: 'fine' },
          { type: 'text', text: 'one\n {% if x %}' },
        ],
      }),
    );
    expect(error).toMatchObject({ path: 'blocks.1.text', line: 2, column: 2 });
  });

  test('a subject that comes out empty is no subject', () => {
    expect(errorsOf(aTemplate({ subject: '{{ nothing }}' }))).toMatchObject([{ path: 'subject' }]);
  });
});
