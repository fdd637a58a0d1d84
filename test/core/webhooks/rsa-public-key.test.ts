import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { readRsaPublicKey } from '../../../src/core/webhooks/rsa-public-key.ts';

const pairOf = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });
const { publicKey, privateKey } = pairOf(2_048);
const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
const pkcs1 = publicKey.export({ type: 'pkcs1', format: 'pem' }) as string;
const bare = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

it.each([
  ['PEM as it is', pem],
  ['PEM of the older form', pkcs1],
  ['written line ends', pem.replaceAll('\n', String.raw`\n`)],
  ['written Windows line ends', pem.replaceAll('\n', String.raw`\r\n`)],
  ['Windows line ends', pem.replaceAll('\n', '\r\n')],
  ['one line with spaces', pem.replaceAll('\n', ' ')],
  ['quotes around it', `"${pem.replaceAll('\n', String.raw`\n`)}"`],
  ['the PEM in base64', Buffer.from(pem).toString('base64')],
  [
    'the PEM in base64, wrapped',
    Buffer.from(pem)
      .toString('base64')
      .replaceAll(/(.{64})/g, '$1\n'),
  ],
  ['the bare key in base64', bare],
])('a key is read from %s', (_, written) => {
  expect(readRsaPublicKey(written)?.equals(publicKey)).toBe(true);
});

const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' });

it.each([
  ['nothing', ''],
  ['words', 'the public key of the app'],
  ['a key cut short', bare.slice(0, 100)],
  ['a key too short to be safe', pairOf(1_024).publicKey.export({ type: 'spki', format: 'pem' }) as string],
  ['a key of another kind', elliptic.publicKey.export({ type: 'spki', format: 'pem' }) as string],
  ['a private key', privateKey.export({ type: 'pkcs8', format: 'pem' }) as string],
  ['a secret for HMAC', Buffer.alloc(64, 7).toString('base64')],
])('%s is no key', (_, written) => {
  expect(readRsaPublicKey(written)).toBeNull();
});
