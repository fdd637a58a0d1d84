import type { z } from 'zod';
import { isRecord } from '../../src/core/privacy/projection.ts';
import { MAX_EVENTS, type StoreEvent, storeEvent } from './events.ts';

export type FieldError = { readonly path: string; readonly message: string };
export type RejectedEvent = {
  readonly index: number;
  readonly code: 'invalid_input' | 'occurred_in_future';
  readonly errors: readonly FieldError[];
};
export type AcceptedEvent = { readonly index: number; readonly event: StoreEvent };

export type EventsReading =
  /** Neither an event nor a list of them. */
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] }
  | { readonly kind: 'too_many' }
  | {
      readonly kind: 'read';
      /** The body was one event, not a list: a rejection is then the whole answer. */
      readonly single: boolean;
      readonly accepted: readonly AcceptedEvent[];
      readonly rejected: readonly RejectedEvent[];
    };

/** Reads the body of `POST /api/v1/events`. The good events of a list stand, whatever the others are. */
export const readEvents = (body: unknown, now: Date): EventsReading => {
  if (!isRecord(body))
    return { kind: 'invalid', errors: [{ path: '', message: 'must be an event or {"events":[…]}' }] };
  if (!('events' in body)) return { kind: 'read', single: true, ...judgeAll([body], now) };
  const { events } = body;
  if (!Array.isArray(events))
    return { kind: 'invalid', errors: [{ path: 'events', message: 'must be a list' }] };
  if (events.length > MAX_EVENTS) return { kind: 'too_many' };
  return { kind: 'read', single: false, ...judgeAll(events, now) };
};

const judgeAll = (events: readonly unknown[], now: Date) => {
  const accepted: AcceptedEvent[] = [];
  const rejected: RejectedEvent[] = [];
  for (const [index, written] of events.entries()) {
    const read = storeEvent.safeParse(written);
    if (!read.success) rejected.push({ index, code: 'invalid_input', errors: fieldErrors(read.error) });
    else if (isInFuture(read.data, now))
      rejected.push({ index, code: 'occurred_in_future', errors: IN_FUTURE });
    else accepted.push({ index, event: read.data });
  }
  return { accepted, rejected };
};

const fieldErrors = ({ issues }: z.ZodError): FieldError[] =>
  issues.slice(0, 50).map(({ path, message }) => ({ path: path.join('.'), message }));

/** Clocks differ a little; beyond five minutes the event's place among others cannot be trusted. */
const ALLOWED_AHEAD_MS = 5 * 60_000;

const isInFuture = ({ occurredAt }: StoreEvent, now: Date): boolean =>
  Date.parse(occurredAt) > now.getTime() + ALLOWED_AHEAD_MS;

const IN_FUTURE: readonly FieldError[] = [
  { path: 'occurredAt', message: 'lies more than 5 minutes in the future' },
];
