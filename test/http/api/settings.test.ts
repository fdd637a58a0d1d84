import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from './api-world.ts';

let api: ApiWorld;

beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.world.close());

describe('settings', () => {
  test('keep what was left out, within members too, and never tell a secret', async () => {
    await api.ask('changeSettings', '/settings', {
      body: {
        abandonedAfter: 'PT5M',
        email: { fromName: 'Loja', smtpUrl: 'smtp://u:secret@mail.example:587' },
      },
    });
    await api.ask('changeSettings', '/settings', { body: { locale: 'en', consentPolicy: { eea: 'soft' } } });
    const { body, text } = await api.ask('readSettings', '/settings');
    expect(body).toMatchObject({
      abandonedAfter: 'PT5M',
      locale: 'en',
      consentPolicy: { default: 'soft', eea: 'soft' },
      email: { fromName: 'Loja', legalName: null, smtpUrlSet: true },
      budget: [
        { max: 1, within: 'PT20H' },
        { max: 3, within: 'P7D' },
      ],
    });
    expect(text).not.toContain('secret');
  });

  test('that call carts abandoned sooner have those judged anew that are still waiting', async () => {
    const { world, store, ask } = api;
    const now = world.clock.now();
    const waiting = async () => (await world.store.episodes.nextJudgeAt(store.id))?.getTime();
    await ask('changeSettings', '/settings', { body: { abandonedAfter: 'PT12H' } });
    await world.key(store, 'events').then((key) =>
      fetch(`${world.url}/api/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          id: 'late',
          type: 'cart.updated',
          occurredAt: now.toISOString(),
          cart: {
            id: 'late',
            email: 'late@example.com',
            currency: 'BRL',
            total: '20.00',
            lines: [{ productId: '8', title: 'Camiseta', quantity: 1, unitPrice: '20.00' }],
          },
        }),
      }),
    );
    await world.settled();
    const judgedAt = await waiting();
    await ask('changeSettings', '/settings', { body: { abandonedAfter: 'PT24H' } });
    expect(await waiting()).toBe(judgedAt);
    await ask('changeSettings', '/settings', { body: { abandonedAfter: 'PT2M' } });
    expect(await waiting()).toBeLessThanOrEqual(now.getTime());
  });

  test('keep the other methods of payment when one is changed', async () => {
    const { body } = await api.ask('changeSettings', '/settings', { body: { payWithin: { pix: 'PT10M' } } });
    expect(body.payWithin).toEqual({ pix: 'PT10M', boleto: 'P3D', bank_transfer: 'P5D' });
  });

  test('keep naming the sender while a flow mails', async () => {
    const sender = { legalName: 'Loja Ltda', postalAddress: 'Rua 1' };
    await api.ask('changeSettings', '/settings', { body: { email: sender } });
    await api.ask('changeFlow', '/flows/abandoned_cart', { body: { enabled: true } });
    const refused = await api.ask('changeSettings', '/settings', { body: { email: { legalName: ' ' } } });
    expect([refused.status, refused.body.code]).toEqual([409, 'sender_incomplete']);
    expect(refused.body.errors[0].path).toBe('email.legalName');
    await api.ask('changeFlow', '/flows/abandoned_cart', { body: { enabled: false } });
    const taken = await api.ask('changeSettings', '/settings', { body: { email: { legalName: null } } });
    expect(taken.body.email).toMatchObject({ legalName: null, postalAddress: 'Rua 1' });
  });

  test.each([
    { timeZone: 'Mars/Olympus' },
    { email: { fromAddress: 'a@x.com, b@evil.com' } },
    { email: { fromName: 'Loja\r\nBcc: x' } },
    { abandonedAfter: 5 },
    { consentPolicy: { default: 'always' } },
    { unknown: 1 },
    { email: { smtpUrl: 'http://internal' } },
  ])('refuse %j', async (body) => {
    expect((await api.ask('changeSettings', '/settings', { body })).status).toBe(422);
  });
});
