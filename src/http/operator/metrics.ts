import { createHash, timingSafeEqual } from 'node:crypto';
import { Router, type Request } from 'express';
import { Gauge, Registry } from 'prom-client';
import { FORBIDDEN, UNAUTHORIZED, sendProblem } from '../problem.ts';
import { isOnLoopback } from './loopback.ts';

/** What is counted, read from the database: a restart forgets nothing. */
export type MetricValues = {
  readonly deliveries: readonly {
    readonly platform: string;
    readonly state: string;
    readonly count: number;
  }[];
  readonly messages: readonly { readonly channel: string; readonly state: string; readonly count: number }[];
  readonly dueMessages: number;
  readonly messagesToBuyers: number;
  readonly stepsSentTwice: number;
  readonly sendsInQuietHours: number;
};

export type MetricsParts = {
  readonly token: string | null;
  readonly read: () => Promise<MetricValues>;
};

/** `/metrics` as Prometheus text: by token where one is set, else only on this machine. */
export const metricsRoutes = ({ token, read }: MetricsParts): Router => {
  const router = Router();
  router.get('/metrics', async (request, response) => {
    if (token !== null && !hasToken(request, token)) return sendProblem(response, UNAUTHORIZED);
    if (token === null && !isOnLoopback(request)) return sendProblem(response, FORBIDDEN);
    const registry = toRegistry(await read());
    response.setHeader('Content-Type', registry.contentType);
    response.end(await registry.metrics());
  });
  return router;
};

const hasToken = (request: Request, token: string): boolean =>
  timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`));

/** Equal lengths for the comparison, whatever was sent. */
const digest = (value: string): Buffer => createHash('sha256').update(value).digest();

const toRegistry = (values: MetricValues): Registry => {
  const registry = new Registry();
  const registers = [registry];
  const deliveries = new Gauge({ ...DELIVERIES, registers });
  for (const { platform, state, count } of values.deliveries) deliveries.set({ platform, state }, count);
  const messages = new Gauge({ ...MESSAGES, registers });
  for (const { channel, state, count } of values.messages) messages.set({ channel, state }, count);
  for (const { name, help, of } of SINGLE) new Gauge({ name, help, registers }).set(of(values));
  return registry;
};

/** Gauges, since they are read and not counted: the library's counters can only be added to. */
const DELIVERIES = {
  name: 'retorno_deliveries_total',
  help: 'Webhooks and events received',
  labelNames: ['platform', 'state'] as const,
};

const MESSAGES = {
  name: 'retorno_messages_total',
  help: 'Messages by what became of them',
  labelNames: ['channel', 'state'] as const,
};

const SINGLE: readonly { name: string; help: string; of: (values: MetricValues) => number }[] = [
  {
    name: 'retorno_due_messages',
    help: 'Messages due and not yet taken',
    of: (values) => values.dueMessages,
  },
  {
    name: 'retorno_messages_to_buyers_total',
    help: 'Messages sent to somebody known to have bought',
    of: (values) => values.messagesToBuyers,
  },
  {
    name: 'retorno_steps_sent_twice_total',
    help: 'Steps that went out more than once',
    of: (values) => values.stepsSentTwice,
  },
  {
    name: 'retorno_sends_in_quiet_hours_total',
    help: 'Messages sent in quiet hours',
    of: (values) => values.sendsInQuietHours,
  },
];
