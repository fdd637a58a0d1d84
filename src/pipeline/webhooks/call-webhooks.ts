import { callOutcome, type CallOutcome } from '../../core/webhooks/call-outcome.ts';
import { signedHeaders } from '../../core/webhooks/standard-webhooks.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Outbound } from '../../ports/outbound.ts';
import type { OutboundWebhook, WebhookCall } from '../../ports/store/outbound-webhooks.ts';
import type { Store } from '../../ports/store/store.ts';
import type { Write } from '../../ports/store/write.ts';
import type { EventBody } from './event-body.ts';

export type CallWebhooksParts = {
  readonly store: Pick<Store, 'outboundWebhooks' | 'commit'>;
  /** Public addresses only. */
  readonly outbound: Outbound;
  readonly bodyOf: (call: WebhookCall) => Promise<EventBody>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
};

const MOST_AT_ONCE = 20;
const TIMEOUT_MS = 15_000;
/** Of an answer nothing is read but that it is there. */
const MOST_ANSWER_BYTES = 64 * 1_024;
const LEASE_MS = 60_000;

/**
 * Calls the webhooks that are due, a few at a time; run every few seconds. Each try is written down before it begins,
 * so that a crash repeats it with the same id and two processes do not make it both. One that fails holds up the
 * others of its webhook, and no other's.
 */
export const createCallWebhooks = (parts: CallWebhooksParts) => async (): Promise<void> => {
  const due = await parts.store.outboundWebhooks.due(parts.clock.now(), MOST_AT_ONCE);
  const byWebhook = Map.groupBy(due, ({ webhookId }) => webhookId);
  await Promise.all(
    [...byWebhook.values()].map(async (calls) => {
      for (const call of calls) if (!(await makeCall(parts, call))) return;
    }),
  );
};

/** False when the webhook did not take it. */
const makeCall = async (parts: CallWebhooksParts, call: WebhookCall): Promise<boolean> => {
  const { outboundWebhooks, commit } = parts.store;
  const webhook = await outboundWebhooks.find(call.storeId, call.webhookId);
  const until = new Date(parts.clock.now().getTime() + LEASE_MS);
  if ((await commit([outboundWebhooks.begun(call, until)])) === 'conflict') return false;
  const begun = { ...call, attempts: call.attempts + 1 };
  const told = await parts.bodyOf(call);
  if (webhook === null || told.kind === 'nothing') {
    const reason = told.kind === 'nothing' ? told.reason : 'webhook_removed';
    const nothing = { kind: 'refused', status: null, reason } as const;
    await commit([outboundWebhooks.ended(begun, endOf(begun, nothing, parts.clock.now()))]);
    return true;
  }
  const outcome = await callOnce(parts, { webhook, id: call.eventId, body: told.body });
  const now = parts.clock.now();
  await commit([
    outboundWebhooks.ended(begun, endOf(begun, outcome, now)),
    ...webhookAfter(parts, { webhook, outcome, call: begun, now }),
  ]);
  const facts = {
    storeId: call.storeId,
    webhookId: call.webhookId,
    event: call.event,
    outcome: outcome.kind,
  };
  parts.log.info(facts, 'webhook called');
  return outcome.kind === 'taken';
};

export type OneCall = { readonly webhook: OutboundWebhook; readonly id: string; readonly body: string };

const callOnce = async (
  { store, outbound, clock }: Pick<CallWebhooksParts, 'store' | 'outbound' | 'clock'>,
  { webhook, id, body }: OneCall,
): Promise<CallOutcome> => {
  const secret = await store.outboundWebhooks.secret(webhook.storeId, webhook.id);
  if (secret === null) return { kind: 'refused', status: null, reason: 'webhook_removed' };
  const answer = await outbound({
    url: webhook.url,
    method: 'POST',
    headers: signedHeaders({ id, body, secret, now: clock.now() }),
    body,
    timeoutMs: TIMEOUT_MS,
    maxResponseBytes: MOST_ANSWER_BYTES,
  });
  return callOutcome(answer, clock.now());
};

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** After the first, the second … try: together a day. */
const WAITS_MS = [
  5 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  8 * HOUR_MS,
];
const RETRIED_FOR_MS = 24 * HOUR_MS;

/** Whatever was not taken is tried again for a day: a wrong answer may be mended as well as silence. */
const endOf = (call: WebhookCall, outcome: CallOutcome, now: Date) => {
  const { status } = outcome;
  if (outcome.kind === 'taken')
    return { state: 'taken', status, reason: null, endedAt: now, nextAttemptAt: now } as const;
  const { reason } = outcome;
  const lastAt = call.at.getTime() + RETRIED_FOR_MS;
  const nextAttemptAt = new Date(Math.min(now.getTime() + waitMs(call, outcome), lastAt));
  const isOver = outcome.kind === 'gone' || FOR_GOOD.has(reason) || now.getTime() >= lastAt;
  return isOver
    ? ({ state: 'failed', status, reason, endedAt: now, nextAttemptAt: now } as const)
    : ({ state: 'waiting', status, reason, endedAt: null, nextAttemptAt } as const);
};

/** Nothing will ever be told of it again. */
const FOR_GOOD: ReadonlySet<string> = new Set(['erased', 'webhook_removed']);

const waitMs = ({ attempts }: WebhookCall, outcome: CallOutcome): number => {
  const planned = WAITS_MS[attempts - 1] ?? WAITS_MS.at(-1) ?? HOUR_MS;
  return outcome.kind === 'later' ? Math.max(planned, outcome.afterMs ?? 0) : planned;
};

/** By then nobody has missed its answers. */
const DISABLED_AFTER_MS = 3 * 24 * HOUR_MS;

type After = {
  readonly webhook: OutboundWebhook;
  readonly outcome: CallOutcome;
  readonly call: Pick<WebhookCall, 'attempts'>;
  readonly now: Date;
};

/** What an outcome means for the webhook: it works again, it waits, or it is called no more. */
const webhookAfter = (
  { store: { outboundWebhooks } }: Pick<CallWebhooksParts, 'store'>,
  { webhook: { id, storeId, failingSince }, outcome, call, now }: After,
): readonly Write[] => {
  if (outcome.kind === 'taken') return [outboundWebhooks.answered(storeId, id, now)];
  if (outcome.kind === 'gone') return outboundWebhooks.disabled(storeId, id, outcome.reason);
  if (failingSince !== null && now.getTime() - failingSince.getTime() >= DISABLED_AFTER_MS)
    return outboundWebhooks.disabled(storeId, id, outcome.reason);
  const until = new Date(now.getTime() + (WAITS_MS[Math.min(call.attempts, 3) - 1] ?? MINUTE_MS));
  return [outboundWebhooks.failed(storeId, id, now), outboundWebhooks.postponed(storeId, id, until)];
};

/** For messages: called now and once, and kept in the list with what came of it. */
export const createCallNow =
  (parts: Pick<CallWebhooksParts, 'store' | 'outbound' | 'clock'>) =>
  async (call: OneCall, about: Pick<WebhookCall, 'cartId' | 'messageId'>): Promise<CallOutcome> => {
    const outcome = await callOnce(parts, call);
    const now = parts.clock.now();
    const { webhook, id } = call;
    const made: WebhookCall = {
      ...about,
      webhookId: webhook.id,
      eventId: id,
      storeId: webhook.storeId,
      event: 'message.due',
      orderId: null,
      at: now,
      state: 'waiting',
      attempts: 1,
      nextAttemptAt: now,
      status: null,
      reason: null,
      endedAt: null,
    };
    const end = {
      state: outcome.kind === 'taken' ? 'taken' : 'failed',
      status: outcome.status,
      reason: outcome.kind === 'taken' ? null : outcome.reason,
      endedAt: now,
      nextAttemptAt: now,
    } as const;
    const after = webhookAfter(parts, { webhook, outcome, call: made, now });
    await parts.store.commit([parts.store.outboundWebhooks.recorded(made, end), ...after]);
    return outcome;
  };
