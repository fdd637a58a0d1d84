import { createHmac, hash } from 'node:crypto';
import { randomFrom } from '../random.ts';

/** A signed webhook as bytes ready for the wire, without its delivery id. */
export type Body = { readonly bytes: Buffer; readonly signature: string; readonly token: string };

/**
 * Distinct Shopify checkouts of 6 to 10 KB, as the platform writes them: customer, addresses, two to six lines with
 * everything that hangs on them, non-ASCII names. `round` moves `updated_at` and the quantities, so that a later
 * round is a real update.
 */
export const makeCheckouts = (count: number, secret: string, round = 0): readonly Body[] => {
  const random = randomFrom(7);
  return Array.from({ length: count }, (_, place) => {
    const token = hash('md5', `checkout ${place}`); // as even as real ones: none is another's
    const bytes = Buffer.from(JSON.stringify(checkout({ place, token, round, random })));
    return { bytes, token, signature: createHmac('sha256', secret).update(bytes).digest('base64') };
  });
};

type Making = {
  readonly place: number;
  readonly token: string;
  readonly round: number;
  readonly random: () => number;
};

const checkout = ({ place, token, round, random }: Making) => {
  const lines = Array.from({ length: 2 + Math.floor(random() * 5) }, (_, at) => line(place, at, round));
  const total = lines.reduce((sum, { line_price }) => sum + Number(line_price), 0).toFixed(2);
  return {
    id: 29_000_000_000_000 + place,
    token,
    cart_token: `Z2NwLXVz${token}`,
    email: `ana.souza+${place}@example.com`,
    gateway: null,
    buyer_accepts_marketing: true,
    buyer_accepts_sms_marketing: false,
    sms_marketing_phone: null,
    created_at: '2026-11-21T10:00:00+00:00',
    updated_at: new Date(Date.UTC(2026, 10, 21, 10, 0, round, place % 1000)).toISOString(),
    landing_site: '/products/caneca?utm_source=busca',
    note: '',
    note_attributes: [],
    referring_site: 'https://www.example.com/',
    shipping_lines: [{ code: 'PAC', price: '12.90', source: 'shopify', title: 'PAC – até 8 dias úteis' }],
    taxes_included: false,
    total_weight: 1200,
    currency: 'BRL',
    presentment_currency: 'BRL',
    completed_at: null,
    closed_at: null,
    user_id: null,
    location_id: null,
    source_identifier: null,
    source_url: null,
    device_id: null,
    phone: null,
    customer_locale: 'pt-BR',
    name: `#${29_000_000_000_000 + place}`,
    source: null,
    source_name: 'web',
    abandoned_checkout_url: `https://loja.myshopify.com/6900/checkouts/ac/Z2NwLXVz${token}/recover?key=${token}&locale=pt-BR`,
    discount_codes: [],
    tax_lines: [{ price: '9.10', rate: 0.05, title: 'ICMS', channel_liable: false }],
    line_items: lines,
    subtotal_price: total,
    total_price: total,
    total_tax: '9.10',
    total_discounts: '0.00',
    total_line_items_price: total,
    total_duties: null,
    shipping_address: address(place),
    billing_address: address(place),
    customer: customer(place),
  };
};

const line = (place: number, at: number, round: number) => ({
  key: `${place}-${at}`,
  applied_discounts: [],
  discount_allocations: [],
  compare_at_price: '129.90',
  destination_location_id: 3_700_000_000_000,
  fulfillment_service: 'manual',
  gift_card: false,
  grams: 300,
  origin_location_id: 3_700_000_000_001,
  presentment_title: TITLES[(place + at) % TITLES.length],
  presentment_variant_title: 'Azul / M',
  product_id: 8_000_000_000_000 + ((place + at) % 500),
  properties: null,
  quantity: 1 + ((at + round) % 3),
  requires_shipping: true,
  sku: `SKU-${(place + at) % 500}`,
  tax_lines: [{ price: '4.55', rate: 0.05, title: 'ICMS', channel_liable: false }],
  taxable: true,
  title: TITLES[(place + at) % TITLES.length],
  unit_price_measurement: { measured_type: null, quantity_value: null, quantity_unit: null },
  user_id: null,
  variant_id: 45_000_000_000_000 + ((place + at) % 500),
  variant_price: '89.90',
  variant_title: 'Azul / M',
  vendor: 'Ateliê São João – edição limitada',
  price: '89.90',
  line_price: (89.9 * (1 + ((at + round) % 3))).toFixed(2),
  rank: at,
});

const TITLES = [
  'Caneca esmaltada “Manhã” 350 ml',
  'Camiseta de algodão orgânico',
  'Tênis de corrida São Silvestre',
  'Café torrado em grãos 1 kg – Sul de Minas',
  'Luminária de mesa em bambu',
  'Mochila à prova d’água 22 L',
];

const address = (place: number) => ({
  first_name: 'Ana',
  address1: `Rua das Acácias, ${place % 900}`,
  phone: `+55 11 9${String(80_000_000 + place).slice(0, 8)}`,
  city: 'São Paulo',
  zip: '01310-100',
  province: 'São Paulo',
  country: 'Brazil',
  last_name: 'Souza',
  address2: 'apto 42',
  company: null,
  latitude: -23.55,
  longitude: -46.63,
  name: 'Ana Souza',
  country_code: 'BR',
  province_code: 'SP',
});

const customer = (place: number) => ({
  id: 7_000_000_000_000 + place,
  email: `ana.souza+${place}@example.com`,
  created_at: '2026-10-01T10:00:00+00:00',
  updated_at: '2026-11-21T10:00:00+00:00',
  first_name: 'Ana',
  last_name: 'Souza',
  state: 'disabled',
  note: null,
  verified_email: true,
  multipass_identifier: null,
  tax_exempt: false,
  phone: null,
  currency: 'BRL',
  tax_exemptions: [],
  admin_graphql_api_id: `gid://shopify/Customer/${7_000_000_000_000 + place}`,
  default_address: { ...address(place), id: 9_000_000_000_000 + place, default: true },
});
