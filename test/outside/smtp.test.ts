import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CUT, startScriptedSmtp, type ScriptedSmtp } from '../channels/email/scripted-smtp.ts';
import { call } from '../http/call.ts';
import type { ServerProcess } from '../support/server-process.ts';
import {
  addOwnShop,
  cartOf,
  cartWhen,
  newId,
  openServer,
  PATIENCE,
  switchOn,
  until,
  type Shop,
} from './shop.ts';

let smtp: ScriptedSmtp;
vi.setConfig(PATIENCE);

let server: ServerProcess;
let shop: Shop;

beforeAll(async () => {
  smtp = await startScriptedSmtp();
  const url = smtp.url.replace('smtp://', 'smtp://sender:canarypass@');
  server = await openServer({ SMTP_URL: url, LOG_LEVEL: 'trace' });
  shop = await addOwnShop(server);
  await switchOn(shop, { settings: { budget: [] } });
});
afterAll(async () => {
  await server.dispose();
  await smtp.close();
});

type Message = {
  readonly state: string;
  readonly reason: string | null;
  readonly attempts: readonly object[];
};
const firstOf = ({ messages }: { messages: readonly Message[] }): Message | undefined => messages[0];
const sentTo = async (id: string, isOver: (message: Message) => boolean) => {
  await shop.tell(cartOf(id));
  return cartWhen(shop, id, (cart) => {
    const message = firstOf(cart);
    return message !== undefined && isOver(message);
  });
};
const settled = ({ state }: Message): boolean => !['planned', 'claimed', 'sending'].includes(state);

describe('a server that sends by SMTP', () => {
  test('hands a mail over once, and keeps no mailbox', async () => {
    const id = newId('taken');
    expect(firstOf(await sentTo(id, settled))?.state).toBe('accepted');
    expect(smtp.taken.filter((mail) => mail.includes(`To: ${id}@example.com`))).toHaveLength(1);
    for (const path of ['/mailbox', '/mailbox.json'])
      expect((await call(server.url + path)).status).toBe(404);
  });

  test('believes a refused address, and tries it no more', async () => {
    smtp.setScript((point) => (point === 'rcpt' ? '550 5.1.1 <canary@example.com> unknown' : undefined));
    const cart = await sentTo(newId('refused'), settled);
    expect(firstOf(cart)).toMatchObject({ state: 'failed', reason: 'recipient_refused' });
    expect(cart.reachable).toEqual([]);
  });

  test('puts a greylisted mail off', async () => {
    smtp.setScript((point) => (point === 'rcpt' ? '451 4.7.1 come back' : undefined));
    const cart = await sentTo(newId('grey'), ({ attempts }) => attempts.length > 0);
    expect(firstOf(cart)).toMatchObject({ state: 'planned', attempts: [{ outcome: 'retry' }] });
    expect(cart.reachable).toEqual(['email']);
  });

  test('never repeats what may have arrived', async () => {
    smtp.setScript((point) => (point === 'dot' ? CUT : undefined));
    const before = smtp.dots();
    const cart = await sentTo(newId('unsure'), settled);
    expect(firstOf(cart)).toMatchObject({ state: 'uncertain', reason: 'no_answer_after_data' });
    smtp.setScript(() => undefined);
    await pause(2_500);
    expect(smtp.dots()).toBe(before + 1);
  });

  test('rests when the login is refused, and says so', async () => {
    smtp.cutAll();
    smtp.setScript((point) => (point === 'auth' ? '535 5.7.8 no' : undefined));
    await sentTo(newId('locked'), ({ attempts }) => attempts.length > 0);
    const next = newId('waits');
    await shop.tell(cartOf(next));
    const cart = await cartWhen(shop, next, ({ messages }) => messages.length > 0);
    const explained = await until(
      async () => (await shop.ask(`/carts/${cart.id}/explain`)).body,
      ({ decision }) => decision.reason === 'channel_down',
    );
    expect(explained.decision.action).toBe('wait');
    expect((await shop.ask('/me')).body.health.channelsDown).toMatchObject([{ channel: 'email' }]);
    const byHand = { channel: 'email', subject: 'Oi', text: 'Olá' };
    const refused = await shop.ask(`/carts/${cart.id}/messages`, { method: 'POST', body: byHand });
    expect([refused.status, refused.body.code]).toEqual([409, 'channel_down']);
  });

  test('logs what it does and nobody’s address, server’s words or password', async () => {
    await until(
      async () => server.logged(),
      (log) => log.includes('channel paused'),
    );
    for (const outcome of ['accepted', 'refused', 'retry', 'uncertain', 'channel_down'])
      expect(server.logged()).toContain(`"outcome":"${outcome}"`);
    for (const canary of ['@example.com', 'canary', '5.7.8', '/r/', '/u/'])
      expect(server.logged()).not.toContain(canary);
  });
});
