import { expect, test } from 'vitest';
import { parseAddress } from '../../../src/channels/email/address.ts';

test.each([
  ['ana@example.com', 'ana@example.com'],
  ['Ana.Souza+loja@Example.COM', 'Ana.Souza+loja@example.com'],
  ["o'brien_1=x@sub.example.co", "o'brien_1=x@sub.example.co"],
  ['ana@münchen.example', 'ana@xn--mnchen-3ya.example'],
])('%s is one address', (text, address) => {
  expect(parseAddress(text)).toBe(address);
});

test.each([
  'a@b@example.com',
  'a..b@example.com',
  '.a@example.com',
  'a@example',
  'a@1.2.3.4',
  'a@example..com',
  'a@-example.com',
  'ána@example.com',
  'a@exa mple.com',
  'a@ex%61mple.com',
  'a@example。com',
  '@example.com',
  'example.com',
  'a@example.com ',
  'a@example.com\u0000',
  'a@example.com\n',
  'a\t@example.com',
  `${'a'.repeat(65)}@example.com`,
  '"a b"@example.com',
  'a(comment)@example.com',
])('%j is none', (text) => {
  expect(parseAddress(text)).toBeNull();
});
