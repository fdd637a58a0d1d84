/** Who a contact is at one store, as one word: `e:ana@example.com` or `p:5511987654321`. */
export type IdentityKey = `e:${string}` | `p:${string}`;

/** An e-mail that a phone was seen with, and when last. */
export type PhoneOwner = { readonly emailKey: string; readonly lastSeenAt: Date };

const JOIN_WINDOW_MS = 90 * 86_400_000;
const MOST_OWNERS = 3;

/**
 * Whom carts, threads and budgets are joined by: the e-mail; for a phone alone the one e-mail it was seen with in
 * 90 days, else the phone itself. Null for what identifies nobody.
 */
export const identityOf = (
  contact: { readonly emailKey: string | null; readonly phoneKey: string | null },
  owners: readonly PhoneOwner[],
  at: Date,
): IdentityKey | null => {
  if (contact.emailKey !== null) return `e:${contact.emailKey}`;
  if (contact.phoneKey === null || isShared(owners)) return null;
  const recent = owners.filter(
    (owner) => Math.abs(at.getTime() - owner.lastSeenAt.getTime()) <= JOIN_WINDOW_MS,
  );
  const [only] = recent;
  return only !== undefined && recent.length === 1 ? `e:${only.emailKey}` : `p:${contact.phoneKey}`;
};

/** A phone of more than three e-mails is a shop's, a call centre's or a filler: it identifies nobody. */
export const isShared = (owners: readonly PhoneOwner[]): boolean => owners.length > MOST_OWNERS;

/** For stopping messages: the same e-mail or the same phone is the same person. Give keys of shared phones as null. */
export const isSamePerson = (one: PersonKeys, other: PersonKeys): boolean =>
  (one.emailKey !== null && one.emailKey === other.emailKey) ||
  (one.phoneKey !== null && one.phoneKey === other.phoneKey);

type PersonKeys = { readonly emailKey: string | null; readonly phoneKey: string | null };
