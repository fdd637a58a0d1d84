import type { DemoSecrets } from './demo-secrets.ts';
import type { Operator, Options } from './operator.ts';
import type { Door } from './platform-side.ts';
import { createCustomSide } from './platforms/custom-side.ts';
import { createNuvemshopSide } from './platforms/nuvemshop-side.ts';
import { createShopifySide } from './platforms/shopify-side.ts';
import { createWixSide } from './platforms/wix-side.ts';
import { createWooCommerceSide } from './platforms/woocommerce-side.ts';
import { openShop, type Shop, type ShopParts } from './shop.ts';
import {
  ALMA_DE_BARRO,
  BURSZTYN,
  CASA_BRISA,
  KETTLE_AND_LOOM,
  NORTHWIND,
  type ShopFacts,
} from './shop-facts.ts';
import type { Routes } from './way-out.ts';

/** One shop of the street, and how an operator connects it. */
export type Opened = {
  readonly shop: Shop;
  readonly identity: Options;
  /** Where its platform sends webhooks, and what it signs with. */
  readonly doorOf: (connected: Connected, operator: Operator) => Promise<Door>;
};

type Connected = Awaited<ReturnType<Operator['addStore']>>;

export type Street = {
  readonly opened: readonly [Opened, ...Opened[]];
  /** The platforms' own addresses, answered here. */
  readonly routes: Routes;
};

type Parts = Pick<ShopParts, 'post' | 'dice' | 'now'>;

/** One sandbox shop of each platform. */
export const openStreet = async (parts: Parts, secrets: DemoSecrets): Promise<Street> => {
  const { shopify, woocommerce, nuvemshop, wix } = secrets;
  const own = await openShop({ ...parts, facts: CASA_BRISA, sideOf: createCustomSide });
  const woo = await openShop({
    ...parts,
    facts: BURSZTYN,
    sideOf: (side) => createWooCommerceSide(side, woocommerce),
  });
  const north = await openShop({
    ...parts,
    facts: NORTHWIND,
    sideOf: (side) => createShopifySide(side, shopify),
  });
  const alma = await openShop({
    ...parts,
    facts: ALMA_DE_BARRO,
    sideOf: (side) => createNuvemshopSide(side, nuvemshop),
  });
  const kettle = await openShop({
    ...parts,
    facts: KETTLE_AND_LOOM,
    sideOf: (side) => createWixSide(side, wix),
  });
  return {
    opened: [
      { shop: own, identity: { name: CASA_BRISA.name }, doorOf: byEventsKey },
      {
        shop: woo,
        identity: {
          name: BURSZTYN.name,
          url: woo.url,
          'consumer-key': woocommerce.consumerKey,
          'consumer-secret': woocommerce.consumerSecret,
          'webhook-secret': woocommerce.secret,
        },
        doorOf: bySecret(woocommerce.secret),
      },
      {
        shop: north,
        identity: { domain: shopify.domain, 'access-token': shopify.accessToken },
        doorOf: bySecret(shopify.secret),
      },
      {
        shop: alma,
        identity: { 'store-id': nuvemshop.storeId, 'access-token': nuvemshop.accessToken },
        doorOf: bySecret(nuvemshop.secret),
      },
      { shop: kettle, identity: { 'instance-id': wix.instanceId }, doorOf: bySecret(wix.privateKey) },
    ],
    routes: new Map([
      [shopify.domain, north.url],
      ['api.tiendanube.com', alma.url],
      ['www.wixapis.com', kettle.url],
    ]),
  };
};

const byEventsKey: Opened['doorOf'] = async ({ id, webhookUrl }, operator) => ({
  url: webhookUrl,
  secret: await operator.createKey(id, 'events'),
});

const bySecret =
  (secret: string): Opened['doorOf'] =>
  async ({ webhookUrl }) => ({ url: webhookUrl, secret });

export const optionsOf = (facts: ShopFacts, identity: Options): Options => ({
  platform: facts.platform,
  currency: facts.currency,
  locale: facts.locale,
  'time-zone': facts.timeZone,
  country: facts.country,
  ...identity,
});
