import { expect, test } from 'vitest';
import { checkSmtp } from '../../../src/channels/email/check-smtp.ts';
import { at, serve } from './smtp-setup.ts';

test('the login is tried as for a mail, and none is handed over', async () => {
  const seen: string[] = [];
  const server = await serve((point) => {
    seen.push(point);
    return undefined;
  });
  expect(await checkSmtp(`smtp://user:secret@127.0.0.1:${server.port}`)).toEqual({
    ok: true,
    security: 'none',
  });
  await expect.poll(() => seen).toEqual(['greeting', 'ehlo', 'auth', 'quit']);
  await expect.poll(server.openNow).toBe(0);
});

test.each([
  [
    'a wrong password',
    at('auth', '535 5.7.8 wrong password for <ana@example.com>'),
    /login: 535 5\.7\.8 wrong password/,
  ],
  ['a server that turns us away', at('greeting', '554 5.7.1 not you'), /554/],
  ['a server that hangs up', at('greeting', { cut: true }), /cut/],
])('%s is told in the server’s words, without an address', async (_name, script, reason) => {
  const server = await serve(script);
  const checked = await checkSmtp(`smtp://user:secret@127.0.0.1:${server.port}`);
  expect(checked).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  expect(JSON.stringify(checked)).not.toMatch(/secret|ana@/);
});

test('nobody there, an address that is none, and a host that is not allowed are told', async () => {
  const server = await serve();
  await server.close();
  expect(await checkSmtp(`smtp://127.0.0.1:${server.port}`)).toMatchObject({
    ok: false,
    reason: expect.stringContaining('ECONNREFUSED'),
  });
  expect(await checkSmtp('http://x')).toMatchObject({ ok: false });
  expect(await checkSmtp('smtp://mail.example', () => Promise.resolve(null))).toMatchObject({
    ok: false,
    reason: expect.stringContaining('public'),
  });
});
