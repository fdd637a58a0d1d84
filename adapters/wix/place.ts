/**
 * The place of a telling among those of one thing. Webhooks have a sequence number and listings none, so its time
 * decides, and among tellings of one millisecond the sequence; what the API answers is the newest of its time. Both
 * make one number: below 2^53 until the year 2248.
 */
export const placeOf = ({ updatedAt, sequence, receivedAt }: Telling): number => {
  const latest = receivedAt.getTime() + AHEAD_MS;
  const time = Math.max(0, Math.min(updatedAt.getTime(), latest, LAST_MS));
  return time * PLACES + (sequence === null ? PLACES - 1 : Math.min(sequence, PLACES - 2));
};

type Telling = {
  readonly updatedAt: Date;
  /** Null for what the API answered. */
  readonly sequence: number | null;
  readonly receivedAt: Date;
};

/** `entityEventSequence` as Wix writes it: a whole number as text. */
export const sequenceOf = (written: unknown): number => {
  const digits = typeof written === 'number' ? String(written) : written;
  return typeof digits === 'string' && /^\d{1,15}$/.test(digits) ? Number(digits) : 0;
};

const PLACES = 1_024;
/** Times further ahead than this are not believed. */
const AHEAD_MS = 5 * 60_000;
const LAST_MS = Math.floor(Number.MAX_SAFE_INTEGER / PLACES) - 1;
