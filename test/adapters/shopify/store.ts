import type { StoreFacts } from '../../../src/ports/adapter.ts';

export const shopifyStore: StoreFacts = {
  externalKey: 'loja.myshopify.com',
  url: 'https://loja.example.com',
  currency: 'BRL',
  country: 'BR',
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  paymentMeanings: {},
};
