const DAY_MS = 86_400_000;

/** How far back offers of earlier runs are looked at. */
export const OFFERS_REMEMBERED_MS = 90 * DAY_MS;
/** Who got an offer and leaves a cart again this soon learned to wait for the next one. */
const AGAIN_WITHIN_MS = 30 * DAY_MS;
const MOST_OFFERS = 3;

/**
 * Somebody who abandons carts to be given offers: one came with an earlier abandonment within 30 days, or three within
 * 90, whether they were used or not. `givenBefore`: when offers of other runs went out to this shopper.
 */
export const isSerialAbandoner = (givenBefore: readonly Date[], now: Date): boolean => {
  const agesMs = givenBefore.map((at) => now.getTime() - at.getTime());
  return (
    agesMs.some((ageMs) => ageMs < AGAIN_WITHIN_MS) ||
    agesMs.filter((ageMs) => ageMs < OFFERS_REMEMBERED_MS).length >= MOST_OFFERS
  );
};
