import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { StoreId } from '../../../src/core/words/ids.ts';
import { anEmail } from './mails.ts';
import { CUT, SILENT } from './scripted-smtp.ts';
import { at, openChannel, serve, TIMEOUTS, yes } from './smtp-setup.ts';

/** As long as a commit takes: a cut that happens meanwhile is seen. */
const yesAfterCommit = async (): Promise<boolean> => {
  await pause(30);
  return true;
};

describe('a connection cut', () => {
  test.each(['greeting', 'ehlo', 'mail', 'rcpt', 'data', 'body'] as const)(
    'at %s: nothing was taken, and the next try delivers exactly once',
    async (point) => {
      const server = await serve(at(point, CUT));
      const { channel } = openChannel(server.url);
      expect(await channel.send(anEmail(), yesAfterCommit)).toMatchObject({ kind: 'retry' });
      expect(server.dots()).toBe(0);
      server.setScript(() => undefined);
      expect(await channel.send(anEmail(), yes)).toMatchObject({ kind: 'accepted' });
      expect(server.taken).toHaveLength(1);
    },
  );

  test('after the final dot: nobody can know, so it is uncertain', async () => {
    const server = await serve(at('dot', CUT));
    const { channel } = openChannel(server.url);
    expect(await channel.send(anEmail(), yes)).toMatchObject({ kind: 'uncertain' });
    expect(server.dots()).toBe(1);
  });

  test('at QUIT: what was accepted stays accepted', async () => {
    const server = await serve(at('quit', CUT));
    const { channel } = openChannel(server.url);
    expect(await channel.send(anEmail(), yes)).toMatchObject({ kind: 'accepted' });
    await channel.close();
    expect(server.taken).toHaveLength(1);
  });

  test('again and again makes the channel rest instead of hammering', async () => {
    const server = await serve(at('mail', CUT));
    const { channel } = openChannel(server.url);
    const kinds: string[] = [];
    for (let tries = 0; tries < 8; tries += 1) kinds.push((await channel.send(anEmail(), yes)).kind);
    expect(kinds).toEqual([
      ...Array.from({ length: 4 }, () => 'retry'),
      ...Array.from({ length: 4 }, () => 'channel_down'),
    ]);
    expect(server.connections()).toBe(5);
  });
});

describe('silence', () => {
  test('after the final dot is uncertain when the wait is over', async () => {
    const server = await serve(at('dot', SILENT));
    const { channel } = openChannel(server.url);
    expect(await channel.send(anEmail(), yes)).toMatchObject({ kind: 'uncertain' });
  });

  test('after the dot, three times in a row, rests the account: each costs a message nobody can vouch for', async () => {
    const server = await serve(at('dot', CUT));
    const { channel } = openChannel(server.url);
    const kinds: string[] = [];
    for (let tries = 0; tries < 5; tries += 1) kinds.push((await channel.send(anEmail(), yes)).kind);
    expect(kinds).toEqual(['uncertain', 'uncertain', 'uncertain', 'channel_down', 'channel_down']);
    expect(server.dots()).toBe(3);
  });

  test.each(['mail', 'rcpt', 'data'] as const)('at %s may be tried again', async (point) => {
    const server = await serve(at(point, SILENT));
    const { channel } = openChannel(server.url);
    expect(await channel.send(anEmail(), yes)).toMatchObject({ kind: 'retry' });
    expect(server.dots()).toBe(0);
  });

  test('at the greeting means that the channel is down', async () => {
    const server = await serve(at('greeting', SILENT));
    const { channel } = openChannel(server.url);
    expect(await channel.send(anEmail(), yes)).toMatchObject({ kind: 'channel_down' });
  });

  test('of one account does not hold up another', async () => {
    const hanging = await serve(at('dot', SILENT));
    const good = await serve();
    const { channel } = openChannel(null, {
      accounts: (storeId: StoreId) => (storeId === 'hanging' ? hanging.url : good.url),
      timeouts: { ...TIMEOUTS, afterDotMs: 1_000 },
    });
    const stuck = Array.from({ length: 12 }, () => channel.send(anEmail({ storeId: 'hanging' }), yes));
    const began = performance.now();
    const results = await Promise.all(Array.from({ length: 8 }, () => channel.send(anEmail(), yes)));
    expect(results.every((result) => result.kind === 'accepted')).toBe(true);
    expect(performance.now() - began).toBeLessThan(800);
    expect(hanging.mostAtOnce()).toBe(10);
    await Promise.all(stuck);
  });

  test('and a cut while the last question is open are told after its answer is recorded', async () => {
    const server = await serve();
    const { channel } = openChannel(server.url);
    let isRecorded = false;
    const result = await channel.send(anEmail(), async () => {
      server.cutAll();
      await pause(100);
      isRecorded = true;
      return true;
    });
    expect(result).toMatchObject({ kind: 'retry' });
    expect(isRecorded).toBe(true);
    expect(server.dots()).toBe(0);
  });
});
