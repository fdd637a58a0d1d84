import type { Platform } from '../core/words/vocabulary.ts';
import { BRAZILIAN, BRITISH, ENGLISH, MEXICAN, POLISH, type Product } from './catalogue.ts';
import { AMERICA, BRAZIL, BRITAIN, MEXICO, POLAND, SPAIN, type Nation } from './people.ts';
import type { Order, ShopLine } from './books.ts';

/** What is settled about a sandbox shop before it opens. */
export type ShopFacts = {
  readonly platform: Platform;
  readonly name: string;
  readonly legalName: string;
  readonly postalAddress: string;
  readonly country: string;
  readonly currency: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly products: readonly [Product, ...Product[]];
  readonly nations: readonly [Nation, ...Nation[]];
  /** How one pays later there, as its platform would name it; null where nobody does. */
  readonly paysLater: string | null;
  /** After how long such an order is given up; null where nobody gives it up. Shops take an hour or a day. */
  readonly lapsesAfterMs: number | null;
};

export const CASA_BRISA: ShopFacts = {
  platform: 'custom',
  name: 'Casa Brisa',
  legalName: 'Casa Brisa Ltda. (demo)',
  postalAddress: 'Rua das Flores 100, São Paulo, Brasil',
  country: 'BR',
  currency: 'BRL',
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  products: BRAZILIAN,
  nations: [BRAZIL],
  paysLater: 'pix',
  lapsesAfterMs: 60_000,
};

export const BURSZTYN: ShopFacts = {
  platform: 'woocommerce',
  name: 'Bursztyn',
  legalName: 'Bursztyn sp. z o.o. (demo)',
  postalAddress: 'ul. Kwiatowa 3, 30-001 Kraków, Polska',
  country: 'PL',
  currency: 'PLN',
  locale: 'pl',
  timeZone: 'Europe/Warsaw',
  products: POLISH,
  nations: [POLAND],
  paysLater: 'Przelewy24',
  lapsesAfterMs: 60_000,
};

export const NORTHWIND: ShopFacts = {
  platform: 'shopify',
  name: 'Northwind Goods',
  legalName: 'Northwind Goods LLC (demo)',
  postalAddress: '12 Harbor Street, Portland, ME 04101, USA',
  country: 'US',
  currency: 'USD',
  locale: 'en',
  timeZone: 'America/New_York',
  products: ENGLISH,
  nations: [AMERICA, AMERICA, SPAIN],
  paysLater: 'Bank Deposit',
  lapsesAfterMs: null,
};

export const ALMA_DE_BARRO: ShopFacts = {
  platform: 'nuvemshop',
  name: 'Alma de Barro',
  legalName: 'Alma de Barro S.A. de C.V. (demo)',
  postalAddress: 'Av. Juárez 21, Oaxaca, México',
  country: 'MX',
  currency: 'MXN',
  locale: 'es-MX',
  timeZone: 'America/Mexico_City',
  products: MEXICAN,
  nations: [MEXICO],
  paysLater: 'OXXO Pay',
  lapsesAfterMs: 60_000,
};

export const KETTLE_AND_LOOM: ShopFacts = {
  platform: 'wix',
  name: 'Kettle & Loom',
  legalName: 'Kettle & Loom Ltd (demo)',
  postalAddress: '4 Tannery Row, London SE1, United Kingdom',
  country: 'GB',
  currency: 'GBP',
  locale: 'en-GB',
  timeZone: 'Europe/London',
  products: BRITISH,
  nations: [BRITAIN],
  paysLater: 'Bank transfer',
  lapsesAfterMs: 60_000,
};

/** What one unit of the shop's currency is worth in the shopper's. */
const RATES: Readonly<Record<string, number>> = { 'USD>EUR': 0.92 };

export const rateOf = (shop: Pick<ShopFacts, 'currency'>, currency: string): number =>
  RATES[`${shop.currency}>${currency}`] ?? 1;

/** Minor units of `currency`. */
export const priceOf = (product: Product, shop: Pick<ShopFacts, 'currency'>, currency: string): number =>
  Math.round(product.price * rateOf(shop, currency));

export const totalOf = (
  lines: readonly ShopLine[],
  shop: Pick<ShopFacts, 'currency'>,
  currency: string,
): number =>
  lines.reduce((sum, { product, quantity }) => sum + priceOf(product, shop, currency) * quantity, 0);

/** All currencies of the demo have two decimals. */
export const decimal = (minor: number): string => (minor / 100).toFixed(2);

export const methodOf = ({ isPaidLater }: Order, { paysLater }: ShopFacts): string | null =>
  isPaidLater ? paysLater : null;
