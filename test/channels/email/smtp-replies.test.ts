import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { StoreId } from '../../../src/core/words/ids.ts';
import { anEmail } from './mails.ts';
import type { Point } from './scripted-smtp.ts';
import { at, openChannel, serve, yes } from './smtp-setup.ts';

/** As long as a commit takes: a cut that happens meanwhile is seen. */
const yesAfterCommit = async (): Promise<boolean> => {
  await pause(30);
  return true;
};

describe('what a server says', () => {
  test.each<[Point, string, object]>([
    ['greeting', '421 4.3.2 closing', { kind: 'channel_down' }],
    ['greeting', '554 5.7.1 go away', { kind: 'channel_down' }],
    ['mail', '421 4.7.0 too many connections', { kind: 'channel_down' }],
    ['mail', '451 4.3.0 try later', { kind: 'retry', afterMs: 60_000 }],
    ['mail', '550 5.7.1 sender not allowed', { kind: 'channel_down' }],
    ['mail', '530 5.7.0 login first', { kind: 'channel_down' }],
    ['rcpt', '450 4.2.0 greylisted, come back', { kind: 'retry', afterMs: 60_000 }],
    ['rcpt', '452 4.2.2 mailbox full', { kind: 'retry', afterMs: 30_000 }],
    ['rcpt', '550 5.1.1 no such user', { kind: 'refused', suppress: true }],
    ['rcpt', '550 no such user here', { kind: 'refused', suppress: true }],
    ['rcpt', '553 5.1.3 bad address', { kind: 'refused', suppress: true }],
    ['rcpt', '552 5.2.2 mailbox full for good', { kind: 'refused', suppress: false }],
    ['rcpt', '550 5.7.1 blocked by the recipient', { kind: 'refused', suppress: false }],
    ['rcpt', '550 refused by policy', { kind: 'refused', suppress: false }],
    ['rcpt', '554 5.7.1 relay access denied', { kind: 'channel_down' }],
    ['rcpt', '550 5.7.515 access denied, sender not authenticated', { kind: 'channel_down' }],
    ['rcpt', '550 5.1.8 bad sender domain', { kind: 'channel_down' }],
    ['data', '451 4.3.0 disk', { kind: 'retry' }],
    ['data', '554 5.5.1 no', { kind: 'refused', suppress: false }],
    ['dot', '451 4.7.1 greylisted', { kind: 'retry', afterMs: 60_000 }],
    ['dot', '452 4.3.1 no space', { kind: 'retry' }],
    ['dot', '421 4.3.0 closing', { kind: 'channel_down' }],
    ['dot', '550 5.1.1 no such user after all', { kind: 'refused', suppress: true }],
    ['dot', '554 5.6.0 content refused', { kind: 'refused', suppress: false }],
    ['dot', '552 5.3.4 too big', { kind: 'refused', suppress: false }],
  ])('at %s "%s" means %j', async (point, reply, expected) => {
    const server = await serve(at(point, reply));
    const { channel } = openChannel(server.url);
    expect(await channel.send(anEmail(), yes)).toMatchObject(expected);
    expect(server.taken).toHaveLength(0);
  });

  test('never carries the shopper’s address into the reason', async () => {
    const server = await serve(at('rcpt', '550 5.1.1 <ana@example.com>: user ana@example.com unknown'));
    const { channel } = openChannel(server.url);
    expect(JSON.stringify(await channel.send(anEmail(), yes))).not.toContain('ana@');
  });

  test('may be long without costing time', async () => {
    const server = await serve(at('rcpt', `550 ${'a'.repeat(60_000)}`));
    const { channel } = openChannel(server.url);
    const result = await channel.send(anEmail(), yes);
    expect(result).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(result).length).toBeLessThan(400);
  });

  test('a refused recipient leaves the channel up for the next one', async () => {
    const server = await serve((point, connection) =>
      point === 'rcpt' && connection === 1 ? '550 5.1.1 no' : undefined,
    );
    const { channel } = openChannel(server.url);
    await channel.send(anEmail(), yes);
    expect(channel.health(anEmail().storeId)).toEqual({ kind: 'up' });
    expect(await channel.send(anEmail({ to: 'next@example.com' }), yes)).toMatchObject({ kind: 'accepted' });
  });

  test('a refused sender rests this store, not the others on the account', async () => {
    const server = await serve((point, connection) =>
      point === 'mail' && connection === 1 ? '550 5.7.1 not yours' : undefined,
    );
    const { channel } = openChannel(server.url);
    expect(await channel.send(anEmail({ storeId: 'a' }), yes)).toMatchObject({ kind: 'channel_down' });
    expect(channel.health('a' as StoreId)).toMatchObject({ kind: 'down' });
    expect(await channel.send(anEmail({ storeId: 'b' }), yes)).toMatchObject({ kind: 'accepted' });
  });

  test('"250" before the message was complete is not believed', async () => {
    const server = await serve(at('body', '250 2.0.0 queued already'));
    const { channel } = openChannel(server.url);
    expect(await channel.send(anEmail(), yesAfterCommit)).toMatchObject({ kind: 'retry' });
    expect(server.taken).toHaveLength(0);
  });
});
