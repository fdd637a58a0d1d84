import type { Keys } from './keys.ts';

/**
 * What reads of many at once did not find, so that nobody looks for it again one by one: most new carts have no order,
 * and nobody else has their phone. Only of use within one unit of work, whose rows are guarded by their revisions.
 */
export type Absent = {
  readonly ordersNaming: (refs: readonly string[]) => boolean;
  readonly noOrderNames: (refs: readonly string[]) => void;
  readonly ordersOf: (keys: Keys, since: Date) => boolean;
  /** Nobody of these keys placed an order since then. */
  readonly noOrderOf: (keys: readonly Keys[], since: Date) => void;
  readonly cartsOfPhones: (phoneKeys: readonly string[]) => boolean;
  readonly noCartOfPhones: (phoneKeys: readonly string[]) => void;
};

export const createAbsent = (): Absent => {
  const refs = new Set<string>();
  const emails = new Map<string, number>();
  const phones = new Map<string, number>();
  const cartPhones = new Set<string>();

  return {
    ordersNaming: (asked) => asked.every((ref) => refs.has(ref)),
    noOrderNames: (known) => {
      for (const ref of known) refs.add(ref);
    },
    ordersOf: ({ emailKey, phoneKey }, since) =>
      isCovered(emails, emailKey, since) && isCovered(phones, phoneKey, since),
    noOrderOf: (known, since) => {
      for (const { emailKey, phoneKey } of known) {
        if (emailKey !== null) emails.set(emailKey, since.getTime());
        if (phoneKey !== null) phones.set(phoneKey, since.getTime());
      }
    },
    cartsOfPhones: (asked) => asked.every((key) => cartPhones.has(key)),
    noCartOfPhones: (known) => {
      for (const key of known) cartPhones.add(key);
    },
  };
};

const isCovered = (known: ReadonlyMap<string, number>, key: string | null, since: Date): boolean =>
  key === null || (known.get(key) ?? Number.POSITIVE_INFINITY) <= since.getTime();
