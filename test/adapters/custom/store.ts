import type { StoreFacts } from '../../../src/ports/adapter.ts';

export const customStore: StoreFacts = {
  externalKey: 'my-shop',
  url: 'https://loja.example',
  currency: 'BRL',
  country: 'BR',
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  paymentMeanings: {},
};
