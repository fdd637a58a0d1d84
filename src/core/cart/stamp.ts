import type { Register, Stamp } from './cart.ts';

/** More than this ahead of its reception, a time tells of a wrong clock and is cut to the reception. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** A source's time as far as it can be believed. */
export const believable = (at: Date, receivedAt: Date): Date =>
  at.getTime() > receivedAt.getTime() + CLOCK_TOLERANCE_MS ? receivedAt : at;

/** Positive when `one` is the newer; zero only for the same observation. */
export const compareStamps = (one: Stamp, other: Stamp): number =>
  one.version - other.version || (one.tie === other.tie ? 0 : one.tie > other.tie ? 1 : -1);

/** The newer of two registers; equal stamps hold equal values, so either will do. */
export const newer = <Value>(
  known: Register<Value> | null,
  told: Register<Value> | null,
): Register<Value> | null => {
  if (known === null) return told;
  if (told === null) return known;
  return compareStamps(told.stamp, known.stamp) > 0 ? told : known;
};
