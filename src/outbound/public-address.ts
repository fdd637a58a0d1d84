import { BlockList, isIP, isIPv4 } from 'node:net';

/**
 * Whether an IP address belongs to the public internet. Forms that carry an IPv4 address inside (mapped, NAT64) are
 * judged by that; tunnels (6to4, Teredo) are refused whole, since what they reach is anyone's guess.
 */
export const isPublicAddress = (address: string): boolean => {
  if (isIPv4(address)) return !reservedV4.check(address);
  if (isIP(address) !== 6 || address.includes('%')) return false;
  const groups = expand(address);
  if (isMapped(groups) || isNat64(groups)) return isPublicAddress(embedded(groups));
  return globalUnicast.check(address, 'ipv6') && !reservedV6.check(address, 'ipv6');
};

/**
 * Whether an address may be taken at all: false where it can be told without asking anybody that nothing public is
 * there. What a name leads to is judged at every call.
 */
export const mayBePublic = (written: string): boolean => {
  if (!URL.canParse(written)) return false;
  const host = new URL(written).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return isIP(host) === 0 ? !/(^|\.)(localhost|local|internal)$/.test(host) : isPublicAddress(host);
};

/** Special-purpose blocks of the IANA registries, as of RFC 6890 and its updates. */
const reservedV4 = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  reservedV4.addSubnet(network, prefix);
}

/** All that is routed publicly lies here; loopback, link-local, unique local and multicast do not. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/** Teredo, ORCHID, benchmarking; documentation; 6to4. */
const reservedV6 = new BlockList();
reservedV6.addSubnet('2001::', 23, 'ipv6');
reservedV6.addSubnet('2001:db8::', 32, 'ipv6');
reservedV6.addSubnet('2002::', 16, 'ipv6');
reservedV6.addSubnet('3fff::', 20, 'ipv6');

/** The eight groups of an IPv6 address, whichever way it is written. */
const expand = (address: string): number[] => {
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array.from({ length: zeros }, () => 0), ...after];
};

const groupsOf = (part: string): number[] =>
  part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));

const isMapped = (groups: readonly number[]): boolean =>
  groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xff_ff;

const isNat64 = (groups: readonly number[]): boolean =>
  groups[0] === 0x64 && groups[1] === 0xff_9b && groups.slice(2, 6).every((group) => group === 0);

const embedded = (groups: readonly number[]): string => {
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
};
