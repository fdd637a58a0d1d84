import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from './api-world.ts';

let api: ApiWorld;

beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.world.close());

describe('flows', () => {
  const sender = { email: { legalName: 'Loja Ltda', postalAddress: 'Rua 1' } };

  test('are prepared and off, and go on only when the sender is named', async () => {
    const { body } = await api.ask('listFlows', '/flows');
    expect(
      body.items.map(({ kind, enabled }: { kind: string; enabled: boolean }) => [kind, enabled]),
    ).toEqual(expect.arrayContaining([['abandoned_cart', false]]));
    const refused = await api.ask('changeFlow', '/flows/abandoned_cart', { body: { enabled: true } });
    expect([refused.status, refused.body.code]).toEqual([409, 'sender_incomplete']);
    await api.ask('changeSettings', '/settings', { body: sender });
    const on = await api.ask('changeFlow', '/flows/abandoned_cart', { body: { enabled: true } });
    expect(on.body).toMatchObject({ enabled: true, enabledAt: api.world.clock.now().toISOString() });
    expect(on.body.steps.map(({ delay }: { delay: string }) => delay)).toEqual(['PT30M', 'PT24H', 'PT72H']);
  });

  test('keep the ids of their steps, and give new ones their own', async () => {
    const before = (await api.ask('listFlows', '/flows')).body.items.find(
      (flow: { kind: string }) => flow.kind === 'abandoned_cart',
    );
    const [first] = before.steps;
    const { body } = await api.ask('changeFlow', '/flows/abandoned_cart', {
      body: {
        steps: [
          { id: first.id, delay: 'PT2S' },
          { delay: 'PT48H', templates: { 'pt-BR': { subject: 'Oi', body: 'Olá {{ shopper.first_name }}' } } },
        ],
      },
    });
    expect(body.steps[0]).toMatchObject({ id: first.id, delay: 'PT2S', channels: ['email'] });
    expect(body.steps[1].templates['pt-BR'].blocks.map(({ type }: { type: string }) => type)).toContain(
      'products',
    );
    expect(before.steps.map(({ id }: { id: string }) => id)).not.toContain(body.steps[1].id);
  });

  test('are changed under their own name only', async () => {
    const { status, body } = await api.ask('changeFlow', '/flows/abandoned_cart', {
      body: { kind: 'reactivation', enabled: false },
    });
    expect([status, body.errors[0].path]).toEqual([422, 'kind']);
  });

  test.each([
    ['does not parse', 'Olá {{ shopper.'],
    ['does not end', '{% for i in (1..100000000) %}{% for j in (1..100000000) %}x{% endfor %}{% endfor %}'],
  ])('refuse a text that %s, with its line and column', async (_, text) => {
    const { status, body } = await api.ask('changeFlow', '/flows/abandoned_cart', {
      body: { steps: [{ delay: 'PT1H', templates: { 'pt-BR': { subject: 'Oi', body: `linha\n${text}` } } }] },
    });
    expect([status, body.code]).toEqual([422, 'invalid_input']);
    expect(body.errors[0].path).toBe('steps.0.templates.pt-BR.body');
    expect(body.errors[0].line).toBeGreaterThan(0);
  });

  test.each([
    { steps: [] },
    { steps: [{ delay: 'soon' }] },
    { holdoutPercent: 101 },
    { quietHours: { channels: ['email'], from: '25:00', to: '08:00', zone: 'store' } },
    { colour: 'blue' },
    { steps: [{ before: 'PT2H' }] },
  ])('refuse %j', async (body) => {
    const answer = await api.ask('changeFlow', '/flows/abandoned_cart', { body });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_input']);
  });

  test('keep the conditions of a step, and forget those that say nothing', async () => {
    const conditions = {
      minimumTotal: { amount: '50.00', currency: 'BRL' },
      countries: ['br'],
      shopper: 'returning',
      tags: ['vip'],
    };
    const body = {
      steps: [
        { delay: 'PT1H', conditions },
        { delay: 'PT2H', conditions: { tags: null } },
      ],
    };
    const { body: flow } = await api.ask('changeFlow', '/flows/abandoned_cart', { body });
    expect(flow.steps[0].conditions).toMatchObject({ ...conditions, countries: ['BR'], products: null });
    expect(flow.steps[1].conditions).toBeNull();
    const [step] = (await api.ask('listFlows', '/flows')).body.items[0].steps;
    expect(step.conditions).toEqual(flow.steps[0].conditions);
  });

  test('show the very mail, of a sample and of a cart', async () => {
    const sample = await api.ask('previewFlow', '/flows/abandoned_cart/preview', {
      body: { step: 0, locale: 'pt-BR' },
    });
    expect(sample.status).toBe(200);
    expect(sample.body.html).toContain('Loja Ltda');
    const cart = await api.ask('previewFlow', '/flows/abandoned_cart/preview', {
      body: { step: 0, cartId: await api.idOf('c1') },
    });
    expect(cart.body.text).toContain('Caneca azul');
  });

  test.each([
    ['pt-BR', 'Camisa de linho', 'Total: R$ 279,90'],
    ['pl', 'Lniana koszula', 'Razem: 279,90 R$'],
  ])('a sample is in the words of %s and in the store’s currency', async (locale, title, total) => {
    const body = { step: 0, locale };
    const sample = await api.ask('previewFlow', '/flows/abandoned_cart/preview', { body });
    const text = sample.body.text.replaceAll('\u00a0', ' ');
    expect(text).toContain(title);
    expect(text).toContain(total);
    const pending = await api.ask('previewFlow', '/flows/pending_payment/preview', { body });
    expect(`${pending.body.preheader} ${pending.body.text}`).not.toMatch(/December|November|\$1,990/);
  });

  test('a preview shows the offer of its step, and nothing where there is none', async () => {
    const show = async () =>
      (await api.ask('previewFlow', '/flows/abandoned_cart/preview', { body: { step: 0, locale: 'en' } }))
        .body;
    expect((await show()).text).not.toContain('10%');
    const offer = { type: 'percent', value: '10', validFor: 'P2D' };
    await api.ask('changeFlow', '/flows/abandoned_cart', { body: { steps: [{ delay: 'PT1H', offer }] } });
    expect((await show()).text).toMatch(/10% off your order\n7K3M9P2QXA\nValid until November 23/);
    const refused = await api.ask('changeFlow', '/flows/pending_payment', { body: { steps: [{ offer }] } });
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'steps.0.offer']);
    const tooMuch = { steps: [{ offer: { ...offer, value: '101' } }] };
    expect((await api.ask('changeFlow', '/flows/abandoned_cart', { body: tooMuch })).status).toBe(422);
  });

  test('that do not exist are 404', async () => {
    expect((await api.ask('changeFlow', '/flows/birthday', { body: {} })).status).toBe(404);
  });
});
