import type { z } from 'zod';
import type { CAMPAIGN } from '../../../src/http/contract/campaigns.ts';
import type { Beside } from './cart-fixtures.ts';

export type Campaign = z.input<typeof CAMPAIGN>;

const DAY = 86_400_000;

const RESULTS = {
  recipients: 240,
  waiting: 12,
  planned: 3,
  sent: 198,
  delivered: 120,
  failed: 1,
  uncertain: 0,
  clicked: 31,
  recovered: 7,
  assisted: 4,
  revenue: [{ amount: '1489.30', currency: 'BRL' }],
  waitsFor: [{ reason: 'over_budget', count: 12, text: 'The shopper has had enough messages.' }],
  excluded: [
    { reason: 'bought', count: 19, text: 'The shopper bought.' },
    { reason: 'opted_out', count: 7, text: 'The shopper opted out.' },
  ],
};

export const campaign = (over: Partial<Campaign> & Pick<Campaign, 'createdAt'>): Campaign => ({
  id: 'k1',
  name: 'Novembro',
  state: 'running',
  audience: {
    abandonedFrom: over.createdAt,
    abandonedTo: null,
    registered: null,
    minAbandoned: 1,
    product: null,
    country: 'BR',
  },
  channel: 'email',
  templates: {},
  offer: null,
  rate: 500,
  recipientsFixedAt: over.createdAt,
  endedAt: null,
  results: RESULTS,
  ...over,
});

export const campaigns = (at: Beside): Campaign[] => [
  campaign({ createdAt: at(-DAY) }),
  campaign({ id: 'k0', name: '', state: 'done', createdAt: at(-20 * DAY), endedAt: at(-19 * DAY) }),
];
