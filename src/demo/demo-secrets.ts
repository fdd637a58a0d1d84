import { generateKeyPairSync } from 'node:crypto';
import { DEMO_SECRET } from '../config.ts';
import type { Dice } from './dice.ts';

/** Made anew at each start; their beginning has the server refuse them anywhere else. */
export type DemoSecrets = ReturnType<typeof createDemoSecrets>;

export const createDemoSecrets = (dice: Dice) => {
  const secret = (): string => `${DEMO_SECRET}${dice.hex(40)}`;
  return {
    shopify: { secret: secret(), accessToken: secret(), domain: 'retorno-demo-northwind.myshopify.com' },
    woocommerce: { secret: secret(), consumerKey: `ck_${secret()}`, consumerSecret: `cs_${secret()}` },
    wix: { ...wixKeyPair(), appSecret: secret(), accessToken: secret(), instanceId: dice.hex(32) },
    nuvemshop: { secret: secret(), accessToken: secret(), storeId: '5000001' },
  };
};

/** Wix signs with a key of which an app has the public half. */
const wixKeyPair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
