import { describe, expect, test } from 'vitest';
import type { Template } from '../../../src/core/flows/flow.ts';
import { renderEmail } from '../../../src/core/message/render.ts';
import { writeVariables } from '../../../src/core/message/variables.ts';
import { aLine, anOffer, someFacts } from './facts.ts';

/** Every block, in an order nobody planned for. */
const everything: Template = {
  subject: 'Hi',
  preheader: 'There',
  blocks: [
    { type: 'button', text: 'Go' },
    { type: 'products' },
    { type: 'divider' },
    { type: 'coupon' },
    { type: 'text', text: '<ul><li>a</li></ul>' },
    { type: 'logo' },
    { type: 'heading', text: 'Head' },
    { type: 'divider' },
    { type: 'products' },
  ],
};

const render = (logoUrl: string | null): string => {
  const facts = someFacts({ lines: [aLine(), aLine({ imageUrl: null }), aLine({ available: false })] });
  const coupon = { code: 'X', offer: anOffer(), expiresAt: new Date('2026-12-01T00:00:00Z') };
  const variables = writeVariables({ ...facts, coupon, store: { ...facts.store, logoUrl } });
  const mail = renderEmail({ template: everything, language: 'en', variables, brand: { accent: null } });
  if (mail.kind === 'invalid') throw new Error(JSON.stringify(mail.errors));
  return mail.html;
};

/** What Word's engine reads, and what everybody else does. */
const forOutlook = (html: string): string =>
  html
    .replaceAll(/<!--\[if !mso\]><!-->.*?<!--<!\[endif\]-->/g, '')
    .replaceAll(/<!--\[if [^\]]*\]>|<!\[endif\]-->/g, '');
const forOthers = (html: string): string =>
  html.replaceAll(/<!--\[if (?!!mso)[^\]]*\]>.*?<!\[endif\]-->/g, '');

const VOID = ['img', 'br', 'meta', 'hr', 'link', '!doctype'];

/** The first tag that closes what was not open, or what stayed open at the end. */
const firstUnbalanced = (html: string): string | null => {
  const open: string[] = [];
  for (const [whole, slash, rawName = ''] of html.matchAll(/<(\/?)([a-z!][a-z0-9:]*)[^>]*>/gi)) {
    const name = rawName.toLowerCase();
    if (VOID.includes(name) || whole.endsWith('/>') || name.startsWith('!')) continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) return `${whole} after ${open.slice(-3).join(' ')}`;
  }
  return open.at(-1) ?? null;
};

describe('every order of blocks gives tags that close', () => {
  test.each([
    ['for Outlook', forOutlook],
    ['for everybody else', forOthers],
  ])('%s', (_name, view) => {
    expect(firstUnbalanced(view(render(null)))).toBeNull();
    expect(firstUnbalanced(view(render('https://shop.example/logo.png')))).toBeNull();
    expect(firstUnbalanced(view(render(null)).replace('</table>', ''))).not.toBeNull();
  });

  test('each picture has words, each layout table says that it is none', () => {
    const html = forOutlook(render('https://shop.example/logo.png'));
    for (const [picture] of html.matchAll(/<img[^>]*>/g)) expect(picture).toMatch(/ alt="[^"]+"/);
    for (const [table] of html.matchAll(/<table[^>]*>/g)) expect(table).toContain('role="presentation"');
  });
});
