import { createHmac } from 'node:crypto';
import type { RandomBytes } from '../words/ids.ts';

/** A secret as Standard Webhooks writes it: 32 random bytes. */
export const newWebhookSecret = (randomBytes: RandomBytes): string =>
  `${PREFIX}${Buffer.from(randomBytes(32)).toString('base64')}`;

const PREFIX = 'whsec_';

/** The headers by which a receiver knows that it was us, and the event again when it comes twice (Standard Webhooks 1). */
export const signedHeaders = ({
  id,
  body,
  secret,
  now,
}: {
  readonly id: string;
  readonly body: string;
  readonly secret: string;
  readonly now: Date;
}): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
};
