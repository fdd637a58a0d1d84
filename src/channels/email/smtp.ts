import type { StoreId } from '../../core/words/ids.ts';
import type { ChannelHealth, ChannelPort, EmailContent, Outgoing, SendResult } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import { createAccountHealth } from './account-health.ts';
import { checkMail } from './check-mail.ts';
import { composeMail } from './compose.ts';
import { createInFlight } from './in-flight.ts';
import { parseSmtpUrl } from './smtp-account.ts';
import { judge } from './smtp-failure.ts';
import type { Verdict } from './smtp-failure.ts';
import { createPool } from './smtp-pool.ts';
import type { PoolLimits, SmtpPool } from './smtp-pool.ts';
import { openSession } from './smtp-session.ts';
import type { OpenedSession } from './smtp-session.ts';
import type { SmtpTimeouts } from './smtp-timeouts.ts';
import { transfer } from './transfer.ts';

export type SmtpChannelDeps = {
  /** The store's own SMTP URL, else the operator's; null when there is none. */
  readonly accounts: (storeId: StoreId) => string | null | Promise<string | null>;
  readonly clock: Pick<Clock, 'now'>;
  /**
   * Resolves and checks a host before it is connected to, since merchants name it; null forbids it. Without it every
   * host is allowed.
   */
  readonly resolveHost?: (host: string) => Promise<string | null>;
  readonly limits?: Partial<PoolLimits>;
  readonly timeouts?: Partial<SmtpTimeouts>;
};

const LIMITS: PoolLimits = { connections: 10, messagesPerConnection: 100, idleMs: 8_000 };
const TIMEOUTS: SmtpTimeouts = { connectMs: 15_000, beforeDotMs: 60_000, afterDotMs: 120_000 };

/**
 * E-mail over SMTP. A message counts as handed over from the final dot on and not before; each is tried on one
 * connection, and on a second one only where the first was an old one that turned out to be closed. Not promised:
 * that an `uncertain` message arrived, or that it did not.
 */
export const createSmtpChannel = (deps: SmtpChannelDeps): ChannelPort<EmailContent> => {
  const { now } = deps.clock;
  const pools = new Map<string, SmtpPool>();
  const urls = new Map<StoreId, string>();
  const health = createAccountHealth();
  const inFlight = createInFlight();
  let isClosing = false;

  const poolOf = (url: string): SmtpPool => {
    const pool = pools.get(url) ?? createPool(() => open(url, deps), { ...LIMITS, ...deps.limits });
    pools.set(url, pool);
    return pool;
  };
  const send: ChannelPort<EmailContent>['send'] = async (message, beforeHandOver) => {
    if (isClosing) return { kind: 'retry', reason: 'shutting_down', afterMs: null };
    const { storeId } = message;
    const url = await deps.accounts(storeId);
    if (url === null) return { kind: 'channel_down', ...notConfigured(now()) };
    urls.set(storeId, url);
    const pause = health.pauseOf({ storeId, url }, now());
    if (pause) return { kind: 'channel_down', reason: pause.reason, untilMs: pause.until.getTime() };
    const outcome = await attempt(message, { pool: poolOf(url), date: now(), beforeHandOver });
    return health.record({ storeId, url }, outcome, now());
  };
  /** Undefined where it takes time to look up: then the last one known, which a `send` corrects. */
  const urlNow = (storeId: StoreId): string | null | undefined => {
    const url = deps.accounts(storeId);
    if (typeof url === 'string' || url === null) return url;
    url.catch(() => undefined); // a look-up that fails is heard of by the next `send`
    return urls.get(storeId);
  };
  return {
    channel: 'email',
    send: (message, beforeHandOver) => inFlight.run(() => send(message, beforeHandOver)),
    health: (storeId) => {
      const url = urlNow(storeId);
      if (url === null) return downFor(notConfigured(now()));
      const pause = url === undefined ? null : health.pauseOf({ storeId, url }, now());
      return pause ? { kind: 'down', reason: pause.reason, until: pause.until } : { kind: 'up' };
    },
    close: async () => {
      isClosing = true;
      await inFlight.settled();
      for (const pool of pools.values()) pool.close();
    },
  };
};

const NOT_CONFIGURED_MS = 60_000;

const notConfigured = (now: Date) => ({
  reason: 'not_configured',
  untilMs: now.getTime() + NOT_CONFIGURED_MS,
});

const downFor = ({ reason, untilMs }: { reason: string; untilMs: number }): ChannelHealth => ({
  kind: 'down',
  reason,
  until: new Date(untilMs),
});

const open = async (url: string, { resolveHost, timeouts }: SmtpChannelDeps): Promise<OpenedSession> => {
  const parsed = parseSmtpUrl(url);
  if (!parsed.valid) return failedToConnect(parsed.reason);
  const { host } = parsed.account;
  const address = resolveHost ? await resolveHost(host) : host;
  if (address === null) return failedToConnect('host_not_allowed');
  return openSession(parsed.account, address, { ...TIMEOUTS, ...timeouts });
};

const failedToConnect = (reason: string): OpenedSession => ({
  kind: 'failed',
  failure: { phase: 'connect', error: new Error(reason) },
});

type Attempt = {
  readonly pool: SmtpPool;
  readonly date: Date;
  readonly beforeHandOver: () => Promise<boolean>;
};

const attempt = async (
  message: Outgoing<EmailContent>,
  { pool, date, beforeHandOver }: Attempt,
): Promise<SendResult | Verdict> => {
  const mail = checkMail(message);
  if (mail.kind === 'recipient_invalid') return mail.result;
  if (mail.kind === 'sender_invalid') return { kind: 'down', scope: 'store', reason: mail.reason };
  const raw = composeMail({ to: mail.to, content: mail.content, date });
  const envelope = { from: mail.returnPath, to: mail.to };
  const outcome = await transfer(pool, { envelope, raw, beforeDot: beforeHandOver });
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'accepted', providerId: outcome.providerId ?? message.content.messageIdHeader };
    case 'withdrawn':
      return outcome;
    case 'failed':
      return judge(outcome.failure);
  }
};
