import type { Platform } from '../../core/words/vocabulary.ts';
import type { Adapter } from '../../ports/adapter.ts';
import { problem } from '../problem.ts';

/** What stands behind the first part of a webhook's path. */
export type WebhookDoor =
  | {
      readonly kind: 'open';
      readonly adapter: Adapter;
      /** The app's own; those of a store are looked up by the path. */
      readonly secrets: readonly string[];
    }
  /** Answers 503 and names what has to be set. */
  | { readonly kind: 'off'; readonly missing: readonly string[] };

export type WebhookDoors = ReadonlyMap<string, WebhookDoor>;

/** What the configuration says of a platform. */
export type PlatformSwitch =
  | { readonly on: true; readonly appSecrets: readonly string[] }
  | { readonly on: false; readonly missing: readonly string[] };

/**
 * One door for each platform that sends webhooks. A door whose platform is not part of this version stays off and
 * names its variables all the same.
 */
export const openDoors = (
  adapters: readonly Adapter[],
  switches: Readonly<Record<Platform, PlatformSwitch>>,
  required: Readonly<Record<Platform, readonly string[]>>,
): WebhookDoors => {
  const doors = new Map<string, WebhookDoor>(ELSEWHERE);
  for (const platform of WITH_WEBHOOKS) {
    const adapter = adapters.find((one) => one.platform === platform);
    const state = switches[platform];
    if (!state.on) doors.set(platform, { kind: 'off', missing: state.missing });
    else if (adapter === undefined) doors.set(platform, { kind: 'off', missing: required[platform] });
    else doors.set(platform, { kind: 'open', adapter, secrets: state.appSecrets });
  }
  return doors;
};

const WITH_WEBHOOKS = ['shopify', 'woocommerce', 'nuvemshop', 'wix'] as const;

/** Not of a store platform. */
const ELSEWHERE: readonly (readonly [string, WebhookDoor])[] = [
  ['whatsapp', { kind: 'off', missing: ['WHATSAPP_APP_SECRET', 'WHATSAPP_VERIFY_TOKEN'] }],
  ['email', { kind: 'off', missing: ['SMTP_URL'] }],
];

export const platformOff = (missing: readonly string[]) => ({
  ...problem(503, 'platform_off', `This is off. It needs ${missing.join(', ')}.`),
  retryAfter: 3_600,
});
