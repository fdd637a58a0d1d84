import { createHmac, sign } from 'node:crypto';

/** Shopify and WooCommerce: base64 of the HMAC over the body. */
export const signInBase64 = (body: string, secret: string): string =>
  createHmac('sha256', secret).update(body).digest('base64');

/** Nuvemshop: hex of the HMAC over the body. */
export const signInHex = (body: string, secret: string): string =>
  createHmac('sha256', secret).update(body).digest('hex');

/** The companion plugin: `v1=` and hex over `timestamp.body`. */
export const signStamped = (body: string, secret: string, stamp: string): string =>
  `v1=${createHmac('sha256', secret).update(`${stamp}.`).update(body).digest('hex')}`;

/** Wix: a JSON Web Token by the app's private key, which in the demo is made anew at each start. */
export const signToken = (claims: unknown, privateKey: string): string => {
  const signed = [{ alg: 'RS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
};
