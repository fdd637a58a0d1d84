import { afterEach } from 'vitest';
import { createSmtpChannel } from '../../../src/channels/email/smtp.ts';
import type { SmtpChannelDeps } from '../../../src/channels/email/smtp.ts';
import { startScriptedSmtp } from './scripted-smtp.ts';
import type { Action, Point, Script } from './scripted-smtp.ts';

export const yes = (): Promise<boolean> => Promise.resolve(true);

/** Short, since tests wait for them. */
export const TIMEOUTS = { connectMs: 300, beforeDotMs: 300, afterDotMs: 300 };

/** Newest first: a channel ends before the server it speaks to. */
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

export const serve = async (script?: Script) => {
  const server = await startScriptedSmtp(script);
  closers.push(server.close);
  return server;
};

export const openChannel = (url: string | null, deps: Partial<SmtpChannelDeps> = {}) => {
  const clock = { time: Date.parse('2026-11-21T12:00:00Z'), now: () => new Date(clock.time) };
  const channel = createSmtpChannel({ accounts: () => url, clock, timeouts: TIMEOUTS, ...deps });
  closers.push(channel.close);
  return { channel, clock };
};

export const at =
  (point: Point, action: Action): Script =>
  (current) =>
    current === point ? action : undefined;
