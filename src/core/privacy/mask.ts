/** An address for its owner, and those who know it, to recognise: `a…@example.com`. */
export const maskEmail = (address: string): string => {
  const at = address.lastIndexOf('@');
  return at < 1 ? '…' : `${address.slice(0, 1)}…${address.slice(at)}`;
};
