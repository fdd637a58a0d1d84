import { isRecord } from '../../src/core/privacy/projection.ts';
import { parseExact } from '../../src/core/words/json.ts';
import { claimsOf } from './token.ts';

/**
 * An event with everything on one level, and the thing that it tells of as `entity`. On its way it is JSON within JSON
 * within JSON within a token: each layer is read whether it is written as text or not. What was flattened before stays
 * as it is.
 */
export const flatten = (written: unknown): Record<string, unknown> => {
  const claims = typeof written === 'string' ? claimsOf(written) : written;
  if (!isRecord(claims)) return {};
  if (!Object.hasOwn(claims, 'data')) return claims;
  const message = recordIn(claims['data']);
  const event = recordIn(message['data']);
  const entity = entityOf(event);
  return {
    ...pick(event, EVENT_FIELDS),
    ...pick(message, MESSAGE_FIELDS),
    ...pick(claims, ['iat']),
    ...(entity === null ? {} : { entity }),
  };
};

const MESSAGE_FIELDS = ['eventType', 'instanceId'];
const EVENT_FIELDS = [
  'id',
  'entityFqdn',
  'slug',
  'entityId',
  'eventTime',
  'triggeredByAnonymizeRequest',
  'entityEventSequence',
];

const pick = (from: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    fields.filter((field) => Object.hasOwn(from, field)).map((field) => [field, from[field]]),
  );

/** An object, or the one that a text holds; an empty one for anything else. */
const recordIn = (value: unknown): Record<string, unknown> => {
  if (isRecord(value)) return value;
  const parsed = typeof value === 'string' ? parseExact(value) : null;
  return parsed?.kind === 'parsed' && isRecord(parsed.value) ? parsed.value : {};
};

/** Where each kind of event keeps its thing; an action's body names it. */
const entityOf = (event: Record<string, unknown>): Record<string, unknown> | null => {
  const { createdEvent, updatedEvent, deletedEvent, actionEvent } = event;
  const body = memberOf(actionEvent, 'body');
  return (
    memberOf(createdEvent, 'entity') ??
    memberOf(updatedEvent, 'currentEntity') ??
    memberOf(deletedEvent, 'deletedEntity') ??
    memberOf(body, 'order') ??
    memberOf(body, 'abandonedCheckout')
  );
};

/** Some of Wix's servers say `entityAsJson` and mean a text. */
const memberOf = (holder: unknown, name: string): Record<string, unknown> | null => {
  const within = recordIn(holder);
  const member = recordIn(within[name] ?? within[`${name}AsJson`]);
  return Object.keys(member).length === 0 ? null : member;
};
