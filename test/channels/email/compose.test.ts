import { expect, it } from 'vitest';
import { compileMail, composeMail, type Composition } from '../../../src/channels/email/compose.ts';

const mail = (over: Partial<Composition['content']> = {}): Composition => ({
  to: 'ana@example.com',
  date: new Date('2026-11-21T12:00:00Z'),
  content: {
    from: { name: 'Loja da Zoé, "a melhor"', address: 'loja@shop.example' },
    replyTo: 'ajuda@shop.example',
    subject: 'Você esqueceu algo no carrinho',
    html: `<p>${'Você esqueceu <b>algo</b> – '.repeat(300)}</p>`,
    text: 'Você esqueceu algo.\n\n.\n.começa com um ponto\n',
    messageIdHeader: '<01abc@retorno.example>',
    unsubscribeUrl: `https://retorno.example/u/${'x'.repeat(90)}`,
    returnPath: null,
    language: 'pt-BR',
    ...over,
  },
});

it.each([
  ['as usual', mail()],
  ['of plain ASCII alone', mail({ html: '<p>hello</p>\n', text: 'hello\r\nyou\n', subject: 'hello' })],
  ['of lines without end', mail({ html: 'a'.repeat(5_000), text: 'é'.repeat(5_000) })],
  ['without a text', mail({ text: '' })],
  ['whose parts end in the middle of a line of base64', mail({ html: 'ü'.repeat(57), text: 'ü'.repeat(19) })],
  ['with line breaks where headers are', mail({ subject: 'a\r\nBcc: eve@example.com', language: 'en' })],
  ['without anything that may be left out', mail({ replyTo: null, unsubscribeUrl: null })],
])('a mail %s is byte for byte what the library writes', async (_, composition) => {
  expect(composeMail(composition).toString('latin1')).toBe(
    (await compileMail(composition).build()).toString('latin1'),
  );
});
