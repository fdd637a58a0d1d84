/**
 * Whether a shopper is probably a program: an address that is thrown away after use, or more carts than a person
 * makes. The list is short on purpose: the best-known services, whose mail nobody reads.
 */
export const suspectedBot = (
  email: string | null,
  cartsStartedAt: readonly Date[],
): 'disposable_domain' | 'burst' | null => {
  const domain = email?.split('@').at(-1)?.toLowerCase() ?? '';
  if (DISPOSABLE.has(domain)) return 'disposable_domain';
  return isBurst(cartsStartedAt) ? 'burst' : null;
};

const BURST_CARTS = 10;
const BURST_WITHIN_MS = 60 * 60_000;

const isBurst = (startedAt: readonly Date[]): boolean => {
  const times = startedAt.map((at) => at.getTime()).toSorted((one, other) => one - other);
  return times.some((time, place) => (times[place + BURST_CARTS - 1] ?? Infinity) - time <= BURST_WITHIN_MS);
};

const DISPOSABLE: ReadonlySet<string> = new Set([
  '10minutemail.com',
  'dispostable.com',
  'fakeinbox.com',
  'getnada.com',
  'guerrillamail.com',
  'maildrop.cc',
  'mailinator.com',
  'mailnesia.com',
  'mintemail.com',
  'mohmal.com',
  'sharklasers.com',
  'temp-mail.org',
  'tempmail.com',
  'throwawaymail.com',
  'trashmail.com',
  'yopmail.com',
]);
