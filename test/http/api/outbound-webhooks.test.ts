import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from './api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.world.close());

const add = (body: object) => api.ask('addOutboundWebhook', '/outbound-webhooks', { body });
const list = async () => (await api.ask('listOutboundWebhooks', '/outbound-webhooks')).body.items;

describe('outbound webhooks', () => {
  test('the secret is shown once, the address until it is removed', async () => {
    const events = ['cart.abandoned', 'cart.recovered', 'message.due', 'message.due'];
    const added = await add({ url: 'https://app.shop.example/hook?key=1', events });
    expect(added.status).toBe(201);
    expect(added.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(added.body.events).toEqual(events.slice(0, 3));
    const [known] = await list();
    expect(known).toMatchObject({ id: added.body.id, state: 'active', calls: [], failingSince: null });
    expect(JSON.stringify(known)).not.toContain('whsec_');
    const path = `/outbound-webhooks/${known.id}`;
    expect((await api.ask('removeOutboundWebhook', path)).status).toBe(204);
    expect((await api.ask('removeOutboundWebhook', path)).status).toBe(404);
    expect(await list()).toEqual([]);
  });

  test.each([
    {},
    { url: 'https://a.example', events: [] },
    { url: 'https://a.example', events: ['cart.opened'] },
    { url: 'ftp://a.example', events: ['message.due'] },
    { url: 'javascript:alert(1)', events: ['message.due'] },
    { url: 'https://user:pass@a.example', events: ['message.due'] },
    { url: 'a.example', events: ['message.due'] },
  ])('%j is refused', async (body) => {
    expect(await add(body)).toMatchObject({ status: 422, body: { code: 'invalid_input' } });
  });

  test('twenty are enough for a store', async () => {
    const one = { url: 'https://a.example', events: ['message.due'] };
    for (let place = 0; place < 20; place += 1) expect((await add(one)).status).toBe(201);
    expect(await add(one)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });
});
