/**
 * Where bounces of one message go: the store's address for bounces with the message's id in it, so that whoever reads
 * them knows which one it was (VERP). Null where the store has no such address; then bounces go to the sender.
 */
export const returnPathOf = (bounces: string | null, messageIdHeader: string): string | null => {
  const at = bounces?.lastIndexOf('@') ?? -1;
  if (bounces === null || at < 1) return null;
  const id = messageIdHeader.slice(1, messageIdHeader.indexOf('@'));
  return `${bounces.slice(0, at)}+${id}${bounces.slice(at)}`;
};
