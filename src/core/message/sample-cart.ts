import type { CartContents, Line } from '../cart/cart.ts';
import type { Language } from '../words/vocabulary.ts';

/** What a preview shows where there is no cart to show: made up, but in the store's currency and the reader's words. */
export const sampleCart = (language: Language, currency: string): CartContents => {
  const lines = TITLES[language].map((title, place) => sampleLine(title, place, currency));
  const minor = lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice.minor * quantity, 0);
  return { currency, lines, subtotal: { minor, currency }, total: { minor, currency }, coupons: [] };
};

const TITLES: Readonly<Record<Language, readonly [string, string]>> = {
  en: ['Linen shirt', 'Ceramic mug'],
  'pt-BR': ['Camisa de linho', 'Caneca de cerâmica'],
  es: ['Camisa de lino', 'Taza de cerámica'],
  pl: ['Lniana koszula', 'Ceramiczny kubek'],
};

/** Minor units that look like a price in a currency of any number of decimals. */
const PRICES = [18_990, 4_500];

const sampleLine = (title: string, place: number, currency: string): Line => ({
  productId: null,
  variantId: null,
  sku: null,
  title,
  variantTitle: null,
  quantity: place + 1,
  unitPrice: { minor: PRICES[place] ?? 0, currency },
  imageUrl: null,
  url: null,
  available: true,
});
