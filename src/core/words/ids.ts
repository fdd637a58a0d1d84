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
export type LinkId = Brand<string, 'LinkId'>;
export type ContactId = Brand<string, 'ContactId'>;
export type SuppressionId = Brand<string, 'SuppressionId'>;
export type ApiKeyId = Brand<string, 'ApiKeyId'>;

/** Fills a buffer of the given size with random bytes; an argument everywhere, never a global. */
export type RandomBytes = (size: number) => Uint8Array;

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new id: 48 bits of time (milliseconds) and 80 random bits in 26 characters, so ids made later sort later
 * and inserts stay at the end of their index.
 */
export const newId = <Id extends string>(now: Date, randomBytes: RandomBytes): Id =>
  (writeTime(now.getTime()) + writeRandom(randomBytes(10))) as Id;

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
