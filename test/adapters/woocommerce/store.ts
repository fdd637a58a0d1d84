import type { StoreFacts } from '../../../src/ports/adapter.ts';

export const wooStore: StoreFacts = {
  externalKey: 'https://sklep.example',
  url: 'https://sklep.example',
  currency: 'PLN',
  country: 'PL',
  locale: 'pl-PL',
  timeZone: 'Europe/Warsaw',
  paymentMeanings: {},
};
