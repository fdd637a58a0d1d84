import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { anEmail } from './mails.ts';
import { CUT, startScriptedSmtp } from './scripted-smtp.ts';
import type { Action } from './scripted-smtp.ts';
import { at, openChannel, serve, yes } from './smtp-setup.ts';

describe('a channel that is down', () => {
  test('says until when, is not tried meanwhile, and rests longer each time', async () => {
    const server = await serve(at('auth', '535 5.7.8 wrong password'));
    const { channel, clock } = openChannel(`smtp://user:wrong@127.0.0.1:${server.port}`);
    const lengths: number[] = [];
    for (let tries = 0; tries < 9; tries += 1) {
      const result = await channel.send(anEmail(), yes);
      if (result.kind !== 'channel_down') throw new Error(result.kind);
      lengths.push((result.untilMs - clock.time) / 1_000);
      clock.time += 1_000;
      await channel.send(anEmail(), yes);
      clock.time = result.untilMs;
    }
    expect(lengths).toEqual([10, 20, 40, 80, 160, 320, 640, 900, 900]);
    expect(server.connections()).toBe(9);
  });

  test('is up again with the first message that gets through', async () => {
    const server = await serve(at('auth', '535 5.7.8 wrong password'));
    const { channel, clock } = openChannel(`smtp://user:pass@127.0.0.1:${server.port}`);
    await channel.send(anEmail(), yes);
    expect(channel.health(anEmail().storeId)).toMatchObject({
      kind: 'down',
      until: new Date(clock.time + 10_000),
    });
    server.setScript(() => undefined);
    clock.time += 10_000;
    expect(await channel.send(anEmail(), yes)).toMatchObject({ kind: 'accepted' });
    expect(channel.health(anEmail().storeId)).toEqual({ kind: 'up' });
  });

  test('nobody listening, no TLS where it is asked for, no address that is allowed, no account at all', async () => {
    const server = await serve();
    const gone = await startScriptedSmtp();
    await gone.close();
    const down = { kind: 'channel_down' };
    expect(await openChannel(gone.url).channel.send(anEmail(), yes)).toMatchObject(down);
    expect(await openChannel(`smtps://127.0.0.1:${server.port}`).channel.send(anEmail(), yes)).toMatchObject(
      down,
    );
    expect(await openChannel('http://127.0.0.1').channel.send(anEmail(), yes)).toMatchObject({
      ...down,
      reason: expect.stringContaining('smtp_url_invalid'),
    });
    const forbidden = openChannel(server.url, { resolveHost: () => Promise.resolve(null) });
    expect(await forbidden.channel.send(anEmail(), yes)).toMatchObject(down);
    const { channel } = openChannel(null);
    expect(channel.health(anEmail().storeId)).toMatchObject({ kind: 'down', reason: 'not_configured' });
    expect(await channel.send(anEmail(), yes)).toMatchObject({ ...down, reason: 'not_configured' });
    expect(server.dots()).toBe(0);
  });

  test('a password is not sent over a foreign network without TLS', async () => {
    const server = await serve();
    const url = `smtp://user:secret@mail.example:${server.port}`;
    const { channel } = openChannel(url, { resolveHost: () => Promise.resolve('127.0.0.1') });
    const result = await channel.send(anEmail(), yes);
    expect(result).toMatchObject({ kind: 'channel_down' });
    expect(JSON.stringify(result)).not.toContain('secret');
    expect(server.dots()).toBe(0);
  });

  test('TLS that fails is not given up for plain text', async () => {
    const seen: string[] = [];
    const server = await serve((point) => {
      seen.push(point);
      return point === 'ehlo' ? '250-test\r\n250-AUTH PLAIN\r\n250 STARTTLS' : undefined;
    });
    for (const url of [
      `smtp://user:secret@mail.example:${server.port}`,
      `smtp://mail.example:${server.port}`,
    ]) {
      const { channel } = openChannel(url, { resolveHost: () => Promise.resolve('127.0.0.1') });
      expect(await channel.send(anEmail(), yes)).toMatchObject({ kind: 'channel_down' });
    }
    expect(new Set(seen)).toEqual(new Set(['greeting', 'ehlo']));
  });

  test('a sender address that is none is the store’s to mend', async () => {
    const server = await serve();
    const { channel } = openChannel(server.url);
    const content = { from: { name: null, address: 'a@x.example, b@y.example' } };
    expect(await channel.send(anEmail({ content }), yes)).toMatchObject({
      kind: 'channel_down',
      reason: 'sender_address_invalid',
    });
  });
});

test('an account that takes time to look up is used, forgotten when it is gone, and found when it comes', async () => {
  const server = await serve();
  let url: string | null = null;
  const { channel } = openChannel(null, { accounts: () => Promise.resolve(url) });
  expect(await channel.send(anEmail(), yes)).toMatchObject({
    kind: 'channel_down',
    reason: 'not_configured',
  });
  expect(channel.health(anEmail().storeId)).toEqual({ kind: 'up' });
  url = server.url;
  expect(await channel.send(anEmail(), yes)).toMatchObject({ kind: 'accepted' });
});

describe('connections', () => {
  test('are reused, and never more than allowed', async () => {
    const server = await serve();
    const { channel } = openChannel(server.url, { limits: { connections: 3 } });
    await Promise.all(Array.from({ length: 30 }, () => channel.send(anEmail(), yes)));
    expect(server.connections()).toBe(3);
    expect(server.taken).toHaveLength(30);
  });

  test('are replaced after so many messages', async () => {
    const server = await serve();
    const { channel } = openChannel(server.url, { limits: { connections: 1, messagesPerConnection: 4 } });
    for (let sent = 0; sent < 10; sent += 1) await channel.send(anEmail(), yes);
    expect(server.connections()).toBe(3);
  });

  test('that stood idle too long are closed by us', async () => {
    const server = await serve();
    const { channel } = openChannel(server.url, { limits: { idleMs: 50 } });
    await channel.send(anEmail(), yes);
    await pause(150);
    await channel.send(anEmail(), yes);
    expect(server.connections()).toBe(2);
  });

  test.each<[string, Action]>([
    ['was closed by the server', CUT],
    ['carried enough for the server', '421 4.7.0 enough for one connection'],
  ])('an old one that %s costs a new one, not a message', async (_name, action) => {
    const server = await serve();
    const { channel } = openChannel(server.url);
    let asked = 0;
    const count = () => {
      asked += 1;
      return yes();
    };
    await channel.send(anEmail(), count);
    server.setScript((point, connection) => (point === 'mail' && connection === 1 ? action : undefined));
    expect(await channel.send(anEmail(), count)).toMatchObject({ kind: 'accepted' });
    expect(asked).toBe(2);
    expect(server.taken).toHaveLength(2);
  });

  test('are all closed when the channel is', async () => {
    const server = await serve();
    const { channel } = openChannel(server.url);
    await Promise.all(Array.from({ length: 5 }, () => channel.send(anEmail(), yes)));
    expect(server.openNow()).toBe(5);
    await channel.close();
    await expect.poll(server.openNow).toBe(0);
    expect(await channel.send(anEmail(), yes)).toMatchObject({ kind: 'retry', reason: 'shutting_down' });
    expect(server.taken).toHaveLength(5);
  });
});
