import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from './api-world.ts';

let api: ApiWorld;

beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.world.close());

describe('opt-outs', () => {
  test('take a channel from a cart, and give it back', async () => {
    const added = await api.ask('addSuppression', '/suppressions', {
      body: { email: 'Bruno@Example.com', channel: 'email', purpose: 'marketing' },
    });
    expect([added.status, added.body.hint]).toEqual([201, 'b…@example.com']);
    const again = await api.ask('addSuppression', '/suppressions', {
      body: { email: 'bruno@example.com', channel: 'email', purpose: 'marketing' },
    });
    expect(again.body.id).toBe(added.body.id);
    expect((await api.ask('readCart', `/carts/${await api.idOf('c2')}`)).body.reachable).toEqual([]);
    expect((await api.ask('listSuppressions', '/suppressions')).body.items).toHaveLength(1);
    const removed = await api.ask('removeSuppression', `/suppressions/${added.body.id}`);
    expect([removed.status, removed.text]).toEqual([204, '']);
    expect((await api.ask('removeSuppression', `/suppressions/${added.body.id}`)).status).toBe(404);
    expect((await api.ask('readCart', `/carts/${await api.idOf('c2')}`)).body.reachable).toEqual(['email']);
  });

  test.each([
    {},
    { email: 'nobody', channel: 'email', purpose: 'all' },
    { email: 'a@b.co', phone: '1', channel: 'all', purpose: 'all' },
  ])('refuse %j', async (body) => {
    expect((await api.ask('addSuppression', '/suppressions', { body })).status).toBe(422);
  });
});
