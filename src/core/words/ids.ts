/** Ids are opaque strings; the brand keeps one kind from being passed where another is meant. */
export type Brand<Value, Name extends string> = Value & { readonly __brand: Name };

export type StoreId = Brand<string, 'StoreId'>;
export type DeliveryId = Brand<string, 'DeliveryId'>;
export type CartId = Brand<string, 'CartId'>;
export type OrderId = Brand<string, 'OrderId'>;
export type ShopperId = Brand<string, 'ShopperId'>;
export type EpisodeId = Brand<string, 'EpisodeId'>;
export type StepId = Brand<string, 'StepId'>;
export type MessageId = Brand<string, 'MessageId'>;
export type AttemptId = Brand<string, 'AttemptId'>;
export type ContactId = Brand<string, 'ContactId'>;
export type SuppressionId = Brand<string, 'SuppressionId'>;
export type DataRequestId = Brand<string, 'DataRequestId'>;
export type ReconciliationId = Brand<string, 'ReconciliationId'>;
export type DiscrepancyId = Brand<string, 'DiscrepancyId'>;
export type CouponId = Brand<string, 'CouponId'>;
export type OutboundWebhookId = Brand<string, 'OutboundWebhookId'>;
export type CampaignId = Brand<string, 'CampaignId'>;
export type ApiKeyId = Brand<string, 'ApiKeyId'>;

/** What stands for the cart of a run that is about none: its shopper has no cart that could speak. */
export const NO_CART = '' as CartId;

/** Fills a buffer of the given size with random bytes; an argument everywhere, never a global. */
export type RandomBytes = (size: number) => Uint8Array;

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new id: 48 bits of time (milliseconds) and 80 random bits in 26 characters, so ids made later sort later and
 * inserts stay at the end of their index. Within one millisecond the random part of the id before is counted up: what
 * a process does first also sorts first.
 */
export const newId = <Id extends string>(now: Date, randomBytes: RandomBytes): Id => {
  const time = now.getTime();
  const tail = time === before.time ? countedUp(before.tail) : randomBytes(10);
  before = { time, tail };
  return (writeTime(time) + writeRandom(tail)) as Id;
};

let before: { readonly time: number; readonly tail: Uint8Array } = { time: -1, tail: new Uint8Array(10) };

const countedUp = (tail: Uint8Array): Uint8Array => {
  const next = Uint8Array.from(tail);
  for (let place = next.length - 1; place >= 0; place -= 1) {
    const raised = (next[place] ?? 0) + 1;
    next[place] = raised & 255;
    if (raised < 256) break;
  }
  return next;
};

const writeTime = (milliseconds: number): string => {
  let text = '';
  let rest = milliseconds;
  for (let place = 0; place < 10; place += 1) {
    text = CROCKFORD.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
};

const writeRandom = (bytes: Uint8Array): string => {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += CROCKFORD.charAt((held >>> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return text;
};
