import { connect, type Socket } from 'node:net';
import type { Body } from './checkouts.ts';

/**
 * Sends signed webhooks over keep-alive connections on raw sockets, so that the sender costs as little as it can:
 * closed loop (the next request when the answer is there), or open loop at a fixed rate, where latency counts from
 * the moment a request was to leave.
 */
export type LoadPlan = {
  readonly port: number;
  readonly bodies: readonly Body[];
  readonly connections: number;
  readonly forMs: number;
  /** Requests per second; null for a closed loop. */
  readonly perSecond: number | null;
  /** Makes delivery ids of this run unlike those of others. */
  readonly runName: string;
  readonly topic: string;
  readonly shop: string;
};

export type LoadReport = {
  readonly sent: number;
  readonly accepted: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly p999Ms: number;
  readonly maxMs: number;
};

export const sendLoad = async (plan: LoadPlan): Promise<LoadReport> => {
  const startedAt = performance.now();
  const endsAt = startedAt + plan.forMs;
  const tally: Tally = { latencies: [], accepted: 0, refused: {}, next: 0 };
  const due = plan.perSecond === null ? null : openLoop(plan.perSecond, startedAt, endsAt);
  await Promise.all(Array.from({ length: plan.connections }, () => drive({ plan, tally, endsAt, due })));
  return summarise(tally, (performance.now() - startedAt) / 1000);
};

type Tally = {
  latencies: number[];
  accepted: number;
  refused: Record<string, number>;
  next: number;
};

/** Hands out the times at which requests are to leave, in order; null when the run is over. */
const openLoop = (perSecond: number, startedAt: number, endsAt: number) => {
  let place = 0;
  return (): number | null => {
    const at = startedAt + (place * 1000) / perSecond;
    place += 1;
    return at >= endsAt ? null : at;
  };
};

type Driving = {
  readonly plan: LoadPlan;
  readonly tally: Tally;
  readonly endsAt: number;
  readonly due: (() => number | null) | null;
};

const drive = async ({ plan, tally, endsAt, due }: Driving): Promise<void> => {
  const line = await openLine(plan.port);
  for (;;) {
    const at = due === null ? performance.now() : due();
    if (at === null || performance.now() >= endsAt) break;
    const early = at - performance.now();
    if (early > 1) await new Promise((resolve) => setTimeout(resolve, early));
    const place = tally.next++;
    const status = await line.ask(
      head(plan, place),
      plan.bodies[place % plan.bodies.length]?.bytes ?? Buffer.alloc(0),
    );
    tally.latencies.push(performance.now() - at);
    if (status === '200') tally.accepted += 1;
    else tally.refused[status] = (tally.refused[status] ?? 0) + 1;
  }
  line.close();
};

const head = (plan: LoadPlan, place: number): string => {
  const body = plan.bodies[place % plan.bodies.length];
  return (
    `POST /webhooks/shopify HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n` +
    `X-Shopify-Topic: ${plan.topic}\r\nX-Shopify-Shop-Domain: ${plan.shop}\r\nX-Shopify-API-Version: 2026-10\r\n` +
    `X-Shopify-Webhook-Id: ${plan.runName}-${place}\r\nX-Shopify-Hmac-Sha256: ${body?.signature ?? ''}\r\n` +
    `Content-Length: ${body?.bytes.length ?? 0}\r\n\r\n`
  );
};

type Line = { readonly ask: (head: string, body: Buffer) => Promise<string>; readonly close: () => void };

const openLine = async (port: number): Promise<Line> => {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  let answered: ((status: string) => void) | null = null;
  let failed: ((reason: Error) => void) | null = null;
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    if (!isWhole(received)) return;
    const status = received.slice(9, 12);
    received = '';
    answered?.(status);
  });
  socket.on('error', (reason) => failed?.(reason));
  socket.on('close', () => failed?.(new Error('connection closed')));
  return {
    ask: (text, body) =>
      new Promise((resolve, reject) => {
        answered = resolve;
        failed = reject;
        socket.cork();
        socket.write(text, 'latin1');
        socket.write(body);
        socket.uncork();
      }),
    close: () => socket.destroy(),
  };
};

const isWhole = (received: string): boolean => {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, headEnd));
  if (length !== null) return received.length >= headEnd + 4 + Number(length[1]);
  return /\r\ntransfer-encoding: chunked/i.test(received) ? received.endsWith('0\r\n\r\n') : true;
};

const summarise = ({ latencies, accepted, refused }: Tally, seconds: number): LoadReport => {
  const sorted = Float64Array.from(latencies).toSorted();
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return {
    sent: latencies.length,
    accepted,
    refused,
    seconds,
    perSecond: accepted / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    p999Ms: at(0.999),
    maxMs: sorted.at(-1) ?? 0,
  };
};
