import type { z } from 'zod';
import type { LIST_OUTBOUND_WEBHOOKS } from '../../../src/http/contract/outbound-webhooks.ts';

export type Webhook = z.output<(typeof LIST_OUTBOUND_WEBHOOKS)['answer']['schema']>['items'][number];

export const WEBHOOK: Webhook = {
  id: 'w1',
  url: 'https://app.emporio.example/hooks/retorno',
  events: ['cart.abandoned', 'message.due'],
  state: 'active',
  reason: null,
  failingSince: '2026-11-21T11:00:00.000Z',
  answeredAt: '2026-11-21T10:00:00.000Z',
  createdAt: '2026-11-01T10:00:00.000Z',
  calls: [
    {
      id: 'evt_2',
      event: 'cart.abandoned',
      cartId: 'c1',
      at: '2026-11-21T11:00:00.000Z',
      state: 'waiting',
      attempts: 2,
      status: 503,
      reason: 'HTTP 503',
      nextAttemptAt: '2026-11-21T11:05:00.000Z',
    },
  ],
};

const costs = {
  given: 24,
  used: 5,
  cost: [{ amount: '87.40', currency: 'BRL' }],
  costUnknown: 1,
  revenue: [{ amount: '1240.00', currency: 'BRL' }],
};

export const OFFERS = {
  totals: costs,
  items: [{ flow: 'abandoned_cart' as const, step: 's3', type: 'percent' as const, ...costs }],
};
