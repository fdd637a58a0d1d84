import { createPublicKey, type KeyObject } from 'node:crypto';

/**
 * An RSA public key of 2,048 bits or more, however it came through an environment variable: PEM with real or written
 * line ends (`\n`) or all on one line, the same in base64, or the bare base64 of the key. Null for anything else, a
 * private key included. Never throws.
 */
export const readRsaPublicKey = (written: string): KeyObject | null => {
  const text = written.replaceAll(/\\r|\\n|["']/g, ' ').trim();
  const pem = PEM.exec(text);
  if (pem !== null) return keyOf(pem[1] ?? '');
  if (text.includes('-----')) return null;
  const decoded = Buffer.from(text, 'base64').toString('latin1');
  return decoded.includes('-----') ? keyOf(PEM.exec(decoded)?.[1] ?? '') : keyOf(text);
};

const PEM = /-----BEGIN (?:RSA )?PUBLIC KEY-----([\sA-Za-z0-9+/=]+)-----END (?:RSA )?PUBLIC KEY-----/;

const LEAST_BITS = 2_048;

const keyOf = (base64: string): KeyObject | null => {
  const key = Buffer.from(base64, 'base64');
  const read = readDer(key, 'spki') ?? readDer(key, 'pkcs1');
  if (read?.asymmetricKeyType !== 'rsa') return null;
  return (read.asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_BITS ? read : null;
};

const readDer = (key: Buffer, type: 'spki' | 'pkcs1'): KeyObject | null => {
  try {
    return createPublicKey({ key, format: 'der', type });
  } catch {
    return null;
  }
};
