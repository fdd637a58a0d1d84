import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { fingerprint, isSignedBy } from '../../../src/core/webhooks/signature.ts';

const parts = ['12.', Buffer.from('{}')];
const sign = (secret: string) => createHmac('sha256', secret).update('12.{}').digest('hex');

it('an empty secret signs nothing', () => {
  expect(isSignedBy({ parts, signature: sign(''), secrets: [''], encoding: 'hex' })).toBe(false);
});

it('any one of the secrets will do, and none will not', () => {
  const signature = sign('b');
  expect(isSignedBy({ parts, signature, secrets: ['a', 'b'], encoding: 'hex' })).toBe(true);
  expect(isSignedBy({ parts, signature, secrets: ['a', 'c'], encoding: 'hex' })).toBe(false);
  expect(isSignedBy({ parts, signature, secrets: [], encoding: 'hex' })).toBe(false);
});

it('a signature of another length is wrong, not an error', () => {
  for (const signature of ['', 'a', `${sign('a')}00`, '☕'.repeat(32)]) {
    expect(isSignedBy({ parts, signature, secrets: ['a'], encoding: 'hex' })).toBe(false);
  }
});

it('a fingerprint depends on where one part ends', () => {
  expect(fingerprint('ab', 'c')).not.toBe(fingerprint('a', 'bc'));
  expect(fingerprint('ab', 'c')).toBe(fingerprint('ab', Buffer.from('c')));
});
