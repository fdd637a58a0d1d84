import type { SmtpFailure } from './smtp-failure.ts';
import type { OpenedSession, SmtpSession } from './smtp-session.ts';

export type PoolLimits = {
  /** Connections at once: as many as messages in hand, since one that is marked as being sent should not wait. */
  readonly connections: number;
  /** Servers count messages per connection; a fresh one now and then keeps them calm. */
  readonly messagesPerConnection: number;
  /** Below the 10 seconds after which the strictest providers hang up. */
  readonly idleMs: number;
};

/** A session for one message. `isFresh`: nothing was sent over it yet, so the server cannot have tired of it. */
export type Lease = {
  readonly session: SmtpSession;
  readonly isFresh: boolean;
  readonly release: (isGood: boolean) => void;
};

export type Leased =
  | { readonly kind: 'leased'; readonly lease: Lease }
  | { readonly kind: 'failed'; readonly failure: SmtpFailure };

export type SmtpPool = {
  /** Waits for a free connection. `onlyFresh` opens a new one, in the place of an idle one. */
  readonly lease: (onlyFresh: boolean) => Promise<Leased>;
  /** Ends idle connections; leased ones end when they are released. */
  readonly close: () => void;
};

type Idle = { readonly session: SmtpSession; readonly sent: number; readonly timer: NodeJS.Timeout };

/** The connections of one account. A server that hangs holds these and no others. */
export const createPool = (open: () => Promise<OpenedSession>, limits: PoolLimits): SmtpPool => {
  const idle: Idle[] = [];
  const waiting: (() => void)[] = [];
  let places = limits.connections;
  let isClosed = false;

  const takePlace = async (): Promise<void> => {
    if (places === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else places -= 1;
  };
  const givePlace = (): void => {
    const next = waiting.shift();
    if (next) next();
    else places += 1;
  };
  const takeIdle = (): Idle | null => {
    const found = idle.pop() ?? null;
    if (found) clearTimeout(found.timer);
    return found === null || found.session.isAlive() ? found : takeIdle();
  };
  const keep = (session: SmtpSession, sent: number): void => {
    const entry: Idle = { session, sent, timer: setTimeout(() => drop(entry), limits.idleMs) };
    entry.timer.unref();
    idle.push(entry);
  };
  const drop = (entry: Idle): void => {
    clearTimeout(entry.timer);
    idle.splice(idle.indexOf(entry), 1);
    entry.session.quit();
  };
  const leaseOf = (session: SmtpSession, sent: number): Leased => ({
    kind: 'leased',
    lease: {
      session,
      isFresh: sent === 0,
      release: (isGood) => {
        const isWorn = sent + 1 >= limits.messagesPerConnection;
        if (isGood && !isWorn && !isClosed && session.isAlive()) keep(session, sent + 1);
        else session.quit();
        givePlace();
      },
    },
  });
  const lease = async (onlyFresh: boolean): Promise<Leased> => {
    await takePlace();
    const reused = takeIdle();
    if (reused && !onlyFresh) return leaseOf(reused.session, reused.sent);
    reused?.session.quit();
    const opened = await open();
    if (opened.kind === 'open') return leaseOf(opened.session, 0);
    givePlace();
    return opened;
  };
  const close = (): void => {
    isClosed = true;
    for (const entry of idle.slice()) drop(entry);
  };
  return { lease, close };
};
