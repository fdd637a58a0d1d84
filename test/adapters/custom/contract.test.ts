import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createCustom } from '../../../adapters/custom/index.ts';
import { describeAdapter } from '../adapter.contract.ts';
import { readFixture } from '../cases.ts';
import { customStore } from './store.ts';

const { events } = readFixture(
  readFileSync(new URL('../../fixtures/custom/events.json', import.meta.url), 'utf8'),
) as { events: { id: string; type: string }[] };

describeAdapter('a shop of one’s own', {
  create: createCustom,
  store: customStore,
  signing: null,
  deliveries: events.map((event) => ({ name: event.type, topic: event.type, body: event })),
  forbidden: ['4111 1111 1111 1111', '529.982.247-25', '203.0.113.7'],
  listing: null,
});

it('takes no webhooks: events come by an API key', () => {
  const request = {
    headers: {},
    rawBody: new Uint8Array(),
    subpath: '',
    secrets: ['x'],
    receivedAt: new Date(0),
  };
  expect(createCustom().verify(request)).toEqual({ valid: false, reason: 'signature_missing' });
});
