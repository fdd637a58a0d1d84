import type { Connection } from '../../src/ports/store/stores.ts';

/** A shop of one's own in Brazil that is connected, without an automation; a test states what matters to it. */
export const aConnection = (over: Partial<Connection> & Pick<Connection, 'now'>): Connection => ({
  platform: 'custom',
  externalKey: null,
  name: 'Loja',
  url: 'https://shop.example',
  currency: 'BRL',
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  country: 'BR',
  credentials: { kind: 'none' },
  webhookSecret: null,
  flows: [],
  ...over,
});
