import { fingerprint } from '../../src/core/webhooks/signature.ts';
import type { Verification, WebhookRequest } from '../../src/ports/adapter.ts';
import { flatten } from './event.ts';
import { createReadToken } from './token.ts';

/** The whole body is a JSON Web Token, signed with the app's own key at Wix. */
export const createVerify = () => {
  const readToken = createReadToken();
  return ({ rawBody, secrets, receivedAt }: WebhookRequest): Verification => {
    const read = readToken(rawBody, secrets, receivedAt);
    return read.valid ? { valid: true, encoding: 'json', ...addressOf(read.claims) } : read;
  };
};

const addressOf = (claims: Readonly<Record<string, unknown>>) => {
  const event = flatten(claims);
  const topic = topicOf(event);
  const storeKey = keyOf(event['instanceId']);
  const { id } = event;
  const dedupeKey = isName(id)
    ? `${storeKey ?? ''}:${id}`
    : // Installed, removed, and installed again looks the same each time but for when it was signed.
      fingerprint(topic, storeKey ?? '', JSON.stringify([claims['iat'], claims['data']]));
  return { topic, storeKey, dedupeKey };
};

const topicOf = ({ eventType, entityFqdn, slug }: Record<string, unknown>): string => {
  if (isTopic(eventType)) return eventType;
  return isTopic(entityFqdn) && isTopic(slug) ? `${entityFqdn}_${slug}` : 'unknown';
};

const isTopic = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9_.]{1,150}$/.test(value);

const isName = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,128}$/.test(value);

const keyOf = (instanceId: unknown): string | null => (isName(instanceId) ? instanceId : null);
