import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MessageId, StoreId } from '../../src/core/words/ids.ts';
import { openWorld, type World } from '../support/world.ts';
import { call } from './call.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
  await world.store.mailbox.append({
    storeId: 's' as StoreId,
    messageId: 'm' as MessageId,
    receivedAt: world.clock.now(),
    to: 'ana@example.com',
    subject: '<script>alert(1)</script>',
    html: '<h1>Olá</h1><script>alert(2)</script>',
    text: 'Olá',
    raw: 'Subject: Ola',
  });
});
afterAll(() => world.close());

describe('health', () => {
  test('of the process and of what it needs', async () => {
    expect((await call(`${world.url}/healthz`)).body).toEqual({ status: 'ok' });
    const ready = await call(`${world.url}/readyz`);
    expect([ready.status, ready.body.status]).toEqual([200, 'ready']);
    expect(ready.body.checks[0]).toEqual({ name: 'database', ok: true, reason: null });
  });
});

describe('metrics', () => {
  test('answer on this machine where no token is set, in the names of the contract', async () => {
    const { status, text, headers } = await call(`${world.url}/metrics`);
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toContain('retorno_deliveries_total{platform="shopify",state="processed"} 3');
    expect(text).toContain('retorno_messages_total{channel="email",state="accepted"} 2');
    for (const name of [
      'due_messages',
      'messages_to_buyers_total',
      'steps_sent_twice_total',
      'sends_in_quiet_hours_total',
    ])
      expect(text).toMatch(new RegExp(`^retorno_${name} \\d+$`, 'm'));
  });

  test('are not for whom a proxy forwards, nor for a page whose name points here', async () => {
    expect((await call(`${world.url}/metrics`, { headers: { 'x-forwarded-for': '9.9.9.9' } })).status).toBe(
      403,
    );
    expect((await call(`${world.url}/metrics`, { headers: { host: 'evil.example' } })).status).toBe(403);
  });

  test('with a token are for its bearer alone, also on this machine', async () => {
    const guarded = await openWorld({ METRICS_TOKEN: 'only-for-prometheus' });
    expect((await call(`${guarded.url}/metrics`)).status).toBe(401);
    expect((await call(`${guarded.url}/metrics`, { key: 'only-for-prometheu' })).status).toBe(401);
    expect((await call(`${guarded.url}/metrics`, { key: 'only-for-prometheus' })).status).toBe(200);
    await guarded.close();
  });
});

describe('the mailbox', () => {
  test('shows what would have been sent, as JSON and as a page that runs none of it', async () => {
    const { body } = await call(`${world.url}/mailbox.json`);
    expect(body.items[0]).toMatchObject({
      to: 'ana@example.com',
      html: expect.stringContaining('Olá'),
      raw: 'Subject: Ola',
    });
    const page = await call(`${world.url}/mailbox`);
    expect(page.text).toContain('&lt;script&gt;');
    expect(page.text).not.toContain('<script>');
    expect(page.text).toContain('sandbox=');
    const mail = await call(`${world.url}/mailbox/${body.items[0].id}`);
    expect(mail.headers['content-security-policy']).toMatch(/^sandbox /);
    expect(mail.headers['content-security-policy']).not.toMatch(/allow-scripts|allow-same-origin/);
  });

  test('is not for strangers, but for who is signed in', async () => {
    const stranger = { 'x-forwarded-for': '9.9.9.9' };
    for (const path of ['/mailbox', '/mailbox.json', '/mailbox/x'])
      expect((await call(`${world.url}${path}`, { headers: stranger })).status).toBe(401);
    const store = await world.connect();
    const { token } = await world.store.access.createSession(store.id);
    const headers = { ...stranger, cookie: `retorno_session=${token}` };
    expect((await call(`${world.url}/mailbox.json`, { headers })).status).toBe(200);
  });

  test('is not there where mail is real', async () => {
    const real = await openWorld({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'a@b.co' });
    expect((await call(`${real.url}/mailbox`)).status).toBe(404);
    expect((await call(`${real.url}/mailbox.json`)).status).toBe(404);
    await real.close();
  });
});

describe('links of shoppers', () => {
  test('that nobody gave out lead to a plain page, and set no cookie', async () => {
    for (const path of ['/r/x', '/r/aaaaaaaaaaaaaaaaaaaaaa', '/r/..%2f..%2fadmin', '/r/%00']) {
      const answer = await call(`${world.url}${path}`);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.text).not.toContain('http://');
    }
    for (const method of ['GET', 'POST'])
      expect((await call(`${world.url}/u/aaaaaaaaaaaaaaaaaaaaaa`, { method })).status).toBe(404);
  });

  test('take whatever body the one-click POST has', async () => {
    for (const body of ['List-Unsubscribe=One-Click', '{', 'x'.repeat(100_000)])
      expect((await call(`${world.url}/u/aaaaaaaaaaaaaaaaaaaaaa`, { method: 'POST', body })).status).toBe(
        404,
      );
  });

  test('are in no log', () => {
    expect(world.logged.join()).not.toMatch(/aaaaaaaaaa/);
  });
});
