/** By which keys a row tells of somebody. */
export type Keyed = { readonly emailKey: string | null; readonly phoneKey: string | null };

type PersonKeys = { readonly emailKeys: readonly string[]; readonly phoneKeys: readonly string[] };

/**
 * Whose rows those are that were found by somebody's keys. A phone is shared in families and offices: a row with
 * another e-mail is another person's. By a phone alone somebody is known by its e-mail only while it has just one.
 */
export const ownKeys = (asked: PersonKeys, found: readonly Keyed[]): PersonKeys => {
  if (asked.emailKeys.length > 0) return asked;
  const emails = [...new Set(found.flatMap(({ emailKey }) => emailKey ?? []))];
  return { ...asked, emailKeys: emails.length === 1 ? emails : [] };
};

export const isOwn = ({ emailKeys, phoneKeys }: PersonKeys, { emailKey, phoneKey }: Keyed): boolean =>
  emailKey === null ? phoneKey !== null && phoneKeys.includes(phoneKey) : emailKeys.includes(emailKey);
