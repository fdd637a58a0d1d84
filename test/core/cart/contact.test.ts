import { describe, expect, it } from 'vitest';
import { emailKey, identifyingEmail, readContact } from '../../../src/core/cart/contact.ts';

describe('an e-mail', () => {
  it('is compared without surrounding space and letter case', () => {
    expect(emailKey('  Ana.Souza+x@Example.COM ')).toBe('ana.souza+x@example.com');
  });

  it.each([
    'ana',
    'ana@',
    'ana@example',
    'a..b@example.com',
    '.a@example.com',
    'a@b.com, c@d.com',
    'a@b.com c@d.com',
    'Ana <ana@example.com>',
    '"a b"@example.com',
    'ana@example.com\r\nBcc: x@y.z',
    'ana@-example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(250)}.com`,
  ])('%j is not one address', (given) => {
    expect(emailKey(given)).toBeNull();
  });

  it.each(['noemail@shop.com', 'SemEmail@loja.com.br', 'null@null.com'])('%s identifies nobody', (given) => {
    expect(identifyingEmail(given)).toBeNull();
  });

  it('takes no time to refuse a hostile one', () => {
    expect(emailKey(`${'a.'.repeat(100_000)}@`)).toBeNull();
    expect(emailKey(`a@${'a-'.repeat(120)}`)).toBeNull();
  });
});

describe('a contact', () => {
  it('is shown as E.164 and compared by its keys', () => {
    expect(
      readContact({ email: 'Ana@Example.com', phone: '11 98765-4321', name: ' Ana   Souza ' }, 'BR'),
    ).toEqual({
      email: 'Ana@Example.com',
      emailKey: 'ana@example.com',
      phone: '+5511987654321',
      phoneKey: '5511987654321',
      name: 'Ana Souza',
    });
  });

  it('keeps a number that cannot be read as it was given, without a key', () => {
    const { phone, phoneKey } = readContact({ email: null, phone: ' 98765-4321 ', name: '' }, null);
    expect({ phone, phoneKey }).toEqual({ phone: '98765-4321', phoneKey: null });
  });
});
