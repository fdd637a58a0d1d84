import { Liquid } from 'liquidjs';
import { expect, it } from 'vitest';
import { FRAGMENTS } from '../../../src/core/message/fragments.ts';
import { asText } from '../../../src/core/message/liquid.ts';
import { escapeHtml } from '../../../src/core/message/plain-text.ts';
import { renderFragment } from '../../../src/core/message/render-fragment.ts';

const engine = new Liquid({
  templates: {},
  ownPropertyOnly: true,
  outputEscape: (value: unknown) => escapeHtml(asText(value)),
});

const hostile = `<b>"Zoé" & 'co'</b> {{ subject }} {% if x %}`;

const line = (over: object = {}) => ({
  title: hostile,
  variant_title: null,
  quantity: 2,
  unit_price: 'R$ 10,00',
  line_total: 'R$ 20,00',
  image_url: 'https://cdn.example/a.png?a=1&b=2',
  available: true,
  ...over,
});

const FULL = {
  language: 'pt-BR',
  subject: hostile,
  preheader: 'Olá',
  preheader_filler: ' ',
  content: '<p>clean</p>',
  store: { name: hostile, logo_url: 'https://cdn.example/logo.png' },
  lines: [
    line(),
    line({ variant_title: 'M', quantity: 1, image_url: null }),
    line({ available: false }),
    line({ available: null }),
  ],
  return_url: 'https://retorno.example/r/x?a=1&b="2"',
  with_pictures: true,
  more_words: 'and more',
  total: 'R$ 80,00',
  words: { quantity: 'Qtd', sold_out: 'Esgotado', total: 'Total', unsubscribe: 'Sair' },
  coupon: { code: 'VOLTA10' },
  valid_words: 'até amanhã',
  accent: '#123456',
  accent_text: '#ffffff',
  why: hostile,
  legal_line: 'Loja Ltda',
  unsubscribe_url: 'https://retorno.example/u/x',
};

const NULLS = Object.fromEntries(Object.keys(FULL).map((name) => [name, null]));
const SCOPES: readonly (readonly [string, object])[] = [
  ['all there is', FULL],
  ['nothing', {}],
  ['nulls', NULLS],
  ['empty texts', { ...FULL, content: '', valid_words: '', legal_line: '', more_words: '' }],
  ['no pictures', { ...FULL, with_pictures: false, total: null, lines: [] }],
  ['the wrong kinds', { ...FULL, lines: null, coupon: [1, [2, null]], total: 0, store: 'x', why: { a: 1 } }],
  ['members that are not its own', Object.create(FULL) as object],
];

it.each(
  Object.entries(FRAGMENTS).flatMap(([name, fragment]) =>
    SCOPES.map(([about, scope]) => ({ name, fragment, about, scope })),
  ),
)('the fragment $name, given $about, is what Liquid makes of it', ({ fragment, scope }) => {
  expect(renderFragment(fragment, scope)).toBe(engine.parseAndRenderSync(fragment, scope));
});

it.each([
  '{% if a %}',
  '{% endif %}',
  '{% for a in b %}x',
  '{% assign a = 1 %}',
  '{% if a > 1 %}x{% endif %}',
  '{% else %}',
])('a fragment that means nothing (%s) is an error', (fragment) => {
  expect(() => renderFragment(fragment, {})).toThrow(/has no end|ends nothing|Fragments know no/);
});
