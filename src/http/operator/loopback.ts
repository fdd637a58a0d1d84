import { BlockList, isIP } from 'node:net';
import type { Request } from 'express';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/**
 * Whether the call came from this machine itself, and not through a proxy on it (which forwards strangers), nor from
 * a page that had its own name resolve to this machine (its Host is that name).
 */
export const isOnLoopback = (request: Request): boolean =>
  isLoopbackAddress(request.socket.remoteAddress) &&
  isLoopbackAddress(request.ip) &&
  FORWARDING_HEADERS.every((name) => request.headers[name] === undefined) &&
  isLoopbackName(request.hostname);

const FORWARDING_HEADERS = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

const isLoopbackAddress = (address: string | undefined): boolean => {
  if (address === undefined) return false;
  const family = isIP(address);
  return family !== 0 && LOOPBACK.check(address, family === 4 ? 'ipv4' : 'ipv6');
};

const isLoopbackName = (host: string | undefined): boolean => {
  const name = (host ?? '').replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || isLoopbackAddress(name);
};
