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
  const deliveries = gauge(registry, 'retorno_deliveries_total', 'Webhooks and events received', [
    'platform',
    'state',
  ]);
  for (const { platform, state, count } of values.deliveries) deliveries.set({ platform, state }, count);
  const messages = gauge(registry, 'retorno_messages_total', 'Messages by what became of them', [
    'channel',
    'state',
  ]);
  for (const { channel, state, count } of values.messages) messages.set({ channel, state }, count);
  gauge(registry, 'retorno_due_messages', 'Messages due and not yet taken').set(values.dueMessages);
  gauge(registry, 'retorno_messages_to_buyers_total', 'Messages sent to somebody known to have bought').set(
    values.messagesToBuyers,
  );
  gauge(registry, 'retorno_steps_sent_twice_total', 'Steps that went out more than once').set(
    values.stepsSentTwice,
  );
  gauge(registry, 'retorno_sends_in_quiet_hours_total', 'Messages sent in quiet hours').set(
    values.sendsInQuietHours,
  );
  return registry;
};

/** Read, not counted, so a gauge: the library's counters can only be added to. */
const gauge = <Label extends string>(registry: Registry, name: string, help: string, ...labels: [Label[]?]) =>
  new Gauge<Label>({ name, help, labelNames: labels[0] ?? [], registers: [registry] });
