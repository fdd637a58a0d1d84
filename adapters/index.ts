import type { Platform } from '../src/core/words/vocabulary.ts';
import type { Adapter } from '../src/ports/adapter.ts';
import { createCustom } from './custom/index.ts';
import { readApp as readNuvemshopApp } from './nuvemshop/app.ts';
import { createNuvemshop } from './nuvemshop/index.ts';
import { readApp } from './shopify/app.ts';
import { createShopify } from './shopify/index.ts';
import { createWix } from './wix/index.ts';
import { createWooCommerce } from './woocommerce/index.ts';

export { eventsRequest } from './custom/events.ts';
export { type EventsReading, readEvents } from './custom/read-events.ts';
export { shopDomain } from './shopify/verify.ts';
export { shopUrl } from './woocommerce/shop-url.ts';

/** The variables of the platforms that are on, as the environment gave them. */
export type PlatformValues = Partial<Readonly<Record<Platform, Readonly<Record<string, string>>>>>;

/** Every platform. A new one is a folder, a line here and a line below. */
export const createAdapters = (values: PlatformValues = {}): readonly Adapter[] => [
  createShopify(readApp(values.shopify)),
  createWooCommerce(),
  createNuvemshop(readNuvemshopApp(values.nuvemshop)),
  createWix({
    appId: values.wix?.['WIX_APP_ID'] ?? '',
    appSecret: values.wix?.['WIX_APP_SECRET'] ?? '',
  }),
  createCustom(),
];

/** The environment variables without which a platform is off. */
export const requiredVariables: Readonly<Record<Platform, readonly string[]>> = {
  shopify: ['SHOPIFY_API_KEY', 'SHOPIFY_API_SECRET'],
  woocommerce: [],
  nuvemshop: ['NUVEMSHOP_APP_ID', 'NUVEMSHOP_CLIENT_SECRET', 'NUVEMSHOP_CONTACT'],
  wix: ['WIX_APP_ID', 'WIX_APP_SECRET', 'WIX_PUBLIC_KEY'],
  custom: [],
};
