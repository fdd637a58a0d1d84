import type { LineVariables, MessageVariables } from './variables.ts';

/** A large cart with everything set: what a template is tried on before it is saved. */
export const FULL_SAMPLE: MessageVariables = {
  cart: {
    total: '$1,990.00',
    subtotal: '$1,990.00',
    item_count: 20,
    currency: 'USD',
    lines: Array.from({ length: 20 }, (_, place): LineVariables => ({
      title: `Product ${place + 1}`,
      variant_title: 'Blue, M',
      quantity: 1,
      unit_price: '$99.50',
      line_total: '$99.50',
      image_url: 'https://shop.example/picture.jpg',
      url: 'https://shop.example/product',
      available: place !== 3,
    })),
  },
  shopper: { name: 'Ana Souza', first_name: 'Ana', email: 'ana@example.com' },
  store: {
    name: 'Example Shop',
    url: 'https://shop.example/',
    logo_url: 'https://shop.example/logo.png',
    legal_name: 'Example Shop Ltd',
    postal_address: '1 Example Street, Example City',
  },
  coupon: { code: 'WELCOME-10', benefit: '10% off your order', expires_at: 'December 1, 2026 at 6:00 PM' },
  order: { number: '1001', total: '$1,990.00', pay_by: 'December 1, 2026 at 6:00 PM' },
  return_url: 'https://retorno.example/r/sample',
  unsubscribe_url: 'https://retorno.example/u/sample',
};

/** Nothing known but what is always known. */
export const EMPTY_SAMPLE: MessageVariables = {
  ...FULL_SAMPLE,
  cart: { total: null, subtotal: null, item_count: 0, currency: 'USD', lines: [] },
  shopper: { name: null, first_name: null, email: null },
  store: { name: 'Example Shop', url: null, logo_url: null, legal_name: null, postal_address: null },
  coupon: null,
  order: null,
  unsubscribe_url: null,
};
