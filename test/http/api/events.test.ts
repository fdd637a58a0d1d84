import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVENTS, openApiWorld, type ApiWorld } from './api-world.ts';

let api: ApiWorld;

beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.world.close());

describe('the events of a shop of its own', () => {
  test('are accepted again without a second effect', async () => {
    const again = await api.ask('postEvents', '/events', { key: api.eventsKey, body: EVENTS[0]! });
    expect([again.status, again.body.accepted]).toEqual([202, 1]);
    expect((await api.ask('listDeliveries', '/deliveries')).body.items).toHaveLength(3);
  });

  test('stand among the rejected with their place and what is wrong, while the good ones count', async () => {
    const mixed = {
      events: [
        { ...EVENTS[0], id: 'e9' },
        { id: 'bad', type: 'cart.updated', occurredAt: 'yesterday', cart: {} },
      ],
    };
    const answer = await api.ask('postEvents', '/events', { key: api.eventsKey, body: mixed });
    expect(answer.status).toBe(202);
    expect(answer.body.accepted).toBe(1);
    expect(answer.body.rejected[0]).toMatchObject({ index: 1, code: 'invalid_input' });
  });

  test.each<[string, unknown, number]>([
    ['one bad event', { id: 'x', type: 'cart.exploded' }, 422],
    ['one from the future', { ...EVENTS[0], id: 'f', occurredAt: '2026-11-21T12:06:00Z' }, 422],
    ['broken JSON', '{"id":', 422],
    ['a list', [], 422],
    ['a thousand and one', { events: Array.from({ length: 1_001 }, () => EVENTS[0]) }, 413],
  ])('%s: %i', async (_, body, status) => {
    const answer = await api.ask('postEvents', '/events', { key: api.eventsKey, body: body as string });
    expect(answer.status).toBe(status);
  });
});
