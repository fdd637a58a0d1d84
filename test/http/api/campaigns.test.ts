import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApiWorld, type ApiWorld } from './api-world.ts';

let api: ApiWorld;

beforeAll(async () => {
  api = await openApiWorld();
  api.world.clock.forward(40 * 60_000);
});
afterAll(() => api.world.close());

const TEMPLATE = { subject: 'Uma novidade', body: 'Oi {{ shopper.first_name }}' };
const start = (body: object, headers: Record<string, string> = {}) =>
  api.ask('startCampaign', '/campaigns', {
    body: { audience: {}, template: TEMPLATE, ...body },
    headers,
  });
const nameSender = () =>
  api.ask('changeSettings', '/settings', {
    body: { email: { legalName: 'Loja Ltda', postalAddress: 'Rua 1' } },
  });

it('is previewed with how many it is for, before anything is written', async () => {
  const { body } = await api.ask('previewCampaign', '/campaigns/preview', { body: { audience: {} } });
  expect(body).toMatchObject({ count: 1, examined: 1, excluded: [] });
  const none = await api.ask('previewCampaign', '/campaigns/preview', {
    body: { audience: { minAbandoned: 2 } },
  });
  expect(none.body).toMatchObject({ count: 0, reachable: 0 });
});

it('is refused while nobody is named as its sender, and with a text that does not parse', async () => {
  expect(await start({})).toMatchObject({ status: 409, body: { code: 'sender_incomplete' } });
  const broken = await start({ template: { subject: 'Oi', body: '{% if %}' } });
  expect(broken).toMatchObject({ status: 422, body: { errors: [{ path: 'template.body' }] } });
});

it('is begun once by the same request made twice, then paused, resumed and ended', async () => {
  await nameSender();
  const key = { 'Idempotency-Key': 'natal-2026' };
  const [one, other] = await Promise.all([start({ name: 'Natal' }, key), start({ name: 'Natal' }, key)]);
  expect([one.status, other.status]).toEqual([201, 201]);
  const { id } = one.body as { id: string };
  expect(other.body).toMatchObject({ id, name: 'Natal', state: 'running', rate: 500 });
  const { body } = await api.ask('listCampaigns', '/campaigns');
  expect((body as { items: unknown[] }).items).toHaveLength(1);

  expect((await api.ask('pauseCampaign', `/campaigns/${id}/pause`)).body).toMatchObject({ state: 'paused' });
  expect((await api.ask('resumeCampaign', `/campaigns/${id}/resume`)).body).toMatchObject({
    state: 'running',
  });
  expect((await api.ask('cancelCampaign', `/campaigns/${id}/cancel`)).body).toMatchObject({
    state: 'cancelled',
  });
  expect((await api.ask('resumeCampaign', `/campaigns/${id}/resume`)).status).toBe(409);
});

it('of another store is not found', async () => {
  const { body } = await start({ name: 'Ours' });
  const { id } = body as { id: string };
  const stranger = await api.world.connect({ externalKey: 'another' });
  const key = await api.world.key(stranger);
  expect((await api.ask('readCampaign', `/campaigns/${id}`, { key })).status).toBe(404);
  expect((await api.ask('cancelCampaign', `/campaigns/${id}/cancel`, { key })).status).toBe(404);
});
