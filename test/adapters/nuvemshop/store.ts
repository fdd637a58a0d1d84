import { readFileSync } from 'node:fs';
import type { StoreFacts } from '../../../src/ports/adapter.ts';
import { readFixture } from '../cases.ts';

export const nuvemStore: StoreFacts = {
  externalKey: '1234567',
  url: 'https://casa-do-cafe.lojavirtualnuvem.com.br',
  currency: 'BRL',
  country: 'BR',
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  paymentMeanings: {},
};

export const nuvemApp = {
  appId: '4321',
  clientSecret: 'canary-client-secret',
  contact: 'dev@retorno.example',
};

export const nuvemCredentials = { kind: 'nuvemshop_token', accessToken: 'canary-token' } as const;

export const nuvemFixture = (name: string): Record<string, unknown> =>
  readFixture(
    readFileSync(new URL(`../../fixtures/nuvemshop/${name}.json`, import.meta.url), 'utf8'),
  ) as Record<string, unknown>;
