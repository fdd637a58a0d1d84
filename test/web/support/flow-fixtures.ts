import type { z } from 'zod';
import type { FLOW } from '../../../src/http/contract/flows.ts';
import type { FlowKind } from '../../../src/core/words/vocabulary.ts';

export type Flow = z.input<typeof FLOW>;

export const flow = (kind: FlowKind, delays: readonly string[]): Flow => ({
  kind,
  enabled: kind === 'abandoned_cart',
  enabledAt: null,
  steps: delays.map((delay, place) => ({
    id: `s${place + 1}`,
    delay,
    channels: ['email'],
    shelfLife: null,
    templates: {},
    whatsappTemplate: null,
    offer: null,
    conditions: null,
  })),
  holdoutPercent: 0,
  quietHours: null,
  filters: {},
});
