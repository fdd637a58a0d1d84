import { describe, expect, test } from 'vitest';
import { checkEmailTemplate, checkTemplate } from '../../../src/core/message/check-template.ts';
import { renderLiquid } from '../../../src/core/message/liquid.ts';

describe('a template is refused before it is saved', () => {
  test.each([
    ['not closed', 'Hi\n\n  {% if shopper.name %}x', 3, 3],
    ['unknown tag', 'a {% frobnicate %}', 1, 3],
    ['unknown filter', '{{ shopper.name | shout }}', 1, 1],
    ['half an output', 'x\n{{ shopper.name', 2, 1],
  ])('%s, with line and column', (...[, text, line, column]) => {
    expect(checkTemplate(text)).toMatchObject([{ line, column }]);
  });

  test.each([
    ['a loop that would not end', '{% for i in (1..1000000000) %}x{% endfor %}'],
    ['an empty loop', '{% for i in (1..900000) %}{% endfor %}'],
    [
      'loops in loops',
      '{% for a in (1..900) %}{% for b in (1..900) %}{% for c in (1..900) %}{% endfor %}{% endfor %}{% endfor %}',
    ],
    [
      'text that grows',
      '{% assign a = "xxxxxxxxxx" %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}{{ a }}',
    ],
    [
      'a huge output',
      '{% for i in (1..9000) %}{{ "x" | append: "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy" }}{% endfor %}',
    ],
    ['blocks without end', '{% if true %}'.repeat(5_000)],
    ['a text of a megabyte', 'x'.repeat(1_000_000)],
  ])('%s, and quickly', (_name, text) => {
    const began = performance.now();
    expect(checkTemplate(text)).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  test.each([
    "{% include 'package.json' %}",
    "{% render 'package.json' %}",
    "{% layout 'package.json' %}",
    '{{ shopper.name | raw }}',
    '{{ "now" | date: "%Y" }}',
    '{{ x | json }}',
  ])('%s, since it reads what it must not or escapes nothing', (text) => {
    expect(checkTemplate(text)).toHaveLength(1);
  });

  test('a template of a mail says which text is wrong', () => {
    const errors = checkEmailTemplate({
      subject: '{{ x',
      preheader: 'fine',
      blocks: [{ type: 'logo' }, { type: 'text', text: 'fine' }, { type: 'button', text: '{% if %}' }],
    });
    expect(errors.map((error) => error.path)).toEqual(['subject', 'blocks.2.text']);
  });
});

test('what merchants write is accepted', () => {
  const text = `{% if shopper.first_name %}Hi {{ shopper.first_name | capitalize }}{% else %}Hi{% endif %},
{% for line in cart.lines limit: 3 %}{{ forloop.index }}. {{ line.title | truncate: 20 }} – {{ line.line_total }}{% unless line.available %} (sold out){% endunless %}
{% endfor %}{% case cart.currency %}{% when "BRL" %}Frete{% else %}Shipping{% endcase %}
{% comment %}nothing{% endcomment %}{% assign n = cart.item_count | minus: 1 %}{{ n }} {{ coupon.code | default: "none" }} {{ order.pay_by }}`;
  expect(checkTemplate(text)).toEqual([]);
});

test('a template cannot reach what values inherit', () => {
  for (const text of [
    '{{ shopper.constructor }}',
    '{{ shopper.__proto__ }}',
    '{{ cart.lines.constructor.name }}',
    '{{ shopper["constructor"] }}',
    '{{ shopper.name.constructor }}',
  ]) {
    expect(renderLiquid(text, 'html', { shopper: { name: 'Ana' }, cart: { lines: [1] } })).toEqual({
      kind: 'rendered',
      text: '',
    });
  }
});
