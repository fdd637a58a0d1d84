import type { Line } from '../../../src/core/cart/cart.ts';
import type { Offer } from '../../../src/core/flows/flow.ts';
import type { VariableFacts } from '../../../src/core/message/variables.ts';

export const aLine = (changes: Partial<Line> = {}): Line => ({
  productId: '7',
  variantId: '71',
  sku: null,
  title: 'Caneca',
  variantTitle: null,
  quantity: 1,
  unitPrice: { minor: 9_000, currency: 'BRL' },
  imageUrl: 'https://shop.example/caneca.jpg',
  url: 'https://shop.example/caneca',
  available: true,
  ...changes,
});

export const anOffer = (changes: Partial<Offer> = {}): Offer => ({
  type: 'percent',
  value: '10',
  text: null,
  code: null,
  minimumTotal: null,
  validForMs: null,
  ...changes,
});

type Changes = Omit<Partial<VariableFacts>, 'contents'> & { readonly lines?: readonly Line[] };

export const someFacts = ({ lines = [aLine()], ...changes }: Changes = {}): VariableFacts => ({
  language: 'pt-BR',
  locale: 'pt-BR',
  country: 'BR',
  timeZone: 'America/Sao_Paulo',
  currency: 'BRL',
  contents: {
    currency: 'BRL',
    lines,
    subtotal: null,
    total: { minor: 19_990, currency: 'BRL' },
    coupons: [],
  },
  shopper: { name: 'Ana Souza', email: 'ana@example.com' },
  store: {
    name: 'Loja Um',
    url: 'https://shop.example',
    logoUrl: null,
    legalName: 'Loja Um Ltda',
    postalAddress: 'Rua das Flores 12, São Paulo',
  },
  coupon: null,
  order: null,
  returnUrl: 'https://retorno.example/r/abc',
  unsubscribeUrl: 'https://retorno.example/u/abc',
  ...changes,
});
