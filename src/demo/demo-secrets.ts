import { DEMO_SECRET } from '../config.ts';
import type { Dice } from './dice.ts';

/** Made anew at each start; their beginning has the server refuse them anywhere else. */
export type DemoSecrets = ReturnType<typeof createDemoSecrets>;

export const createDemoSecrets = (dice: Dice) => {
  const secret = (): string => `${DEMO_SECRET}${dice.hex(40)}`;
  return {
    shopify: { secret: secret(), accessToken: secret(), domain: 'retorno-demo-northwind.myshopify.com' },
    woocommerce: { secret: secret(), consumerKey: `ck_${secret()}`, consumerSecret: `cs_${secret()}` },
    nuvemshop: { secret: secret(), accessToken: secret(), storeId: '5000001' },
  };
};
