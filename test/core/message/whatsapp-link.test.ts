import { expect, test } from 'vitest';
import { whatsappLink, type WhatsAppGreeting } from '../../../src/core/message/whatsapp-link.ts';

const greeting: WhatsAppGreeting = {
  phone: '+5511987654321',
  name: 'Ana Souza',
  locale: 'pt_BR',
  store: { name: 'Loja & Cia', locale: 'en' },
  returnUrl: 'https://retorno.example/r/abc?x=1',
};

const textOf = (over: Partial<WhatsAppGreeting>): string | null => {
  const link = whatsappLink({ ...greeting, ...over });
  return link === null ? null : new URL(link).searchParams.get('text');
};

test('opens a chat with the number, the first message written, our link at its end', () => {
  const link = new URL(whatsappLink(greeting) ?? '');
  expect([link.origin, link.pathname]).toEqual(['https://wa.me', '/5511987654321']);
  expect(link.searchParams.get('text')).toBe(
    'Olá, Ana! Aqui é da Loja & Cia. Guardamos o seu carrinho. Podemos ajudar em algo? https://retorno.example/r/abc?x=1',
  );
});

test.each([
  ['en-US', 'Hi Ana!'],
  ['es', '¡Hola, Ana!'],
  ['pl-PL', 'Dzień dobry, Ana!'],
  ['fr', 'Hi Ana!'],
  [null, 'Hi Ana!'],
])('a shopper of %s is greeted with %s', (locale, words) => {
  expect(textOf({ locale })).toContain(words);
});

test.each([null, '', '11 98765-4321', '+', '+55119876543210000', '+55 11', "+5511'onload=x"])(
  'without a number that can be called, such as %j, there is no link',
  (phone) => {
    expect(whatsappLink({ ...greeting, phone })).toBeNull();
  },
);

test.each([
  ['an advertisement', 'Win at https://evil.example/now'],
  ['nothing', null],
])('a name that is %s is left out', (_, name) => {
  expect(textOf({ name })).toMatch(/^Olá! /);
});

test('a name cannot add a parameter or break the address', () => {
  const link = new URL(whatsappLink({ ...greeting, name: 'A&text=x#\uD800\r\n' }) ?? '');
  expect([...link.searchParams.keys()]).toEqual(['text']);
  expect(link.hash).toBe('');
});
