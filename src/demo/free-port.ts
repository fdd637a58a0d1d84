import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export type FreePort =
  | { readonly kind: 'free'; readonly port: number }
  | { readonly kind: 'taken'; readonly message: string };

/** Tries the port on every address of this machine; of 0 it makes a free one. */
export const findFreePort = async (written: string): Promise<FreePort> => {
  const port = Number(written);
  if (!/^\d+$/.test(written) || port > LAST_PORT)
    return { kind: 'taken', message: `PORT is a whole number from 0 to ${LAST_PORT}.` };
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, resolve);
    });
    return { kind: 'free', port: (server.address() as AddressInfo).port };
  } catch (reason) {
    return { kind: 'taken', message: sentence(port, reason) };
  } finally {
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  }
};

const LAST_PORT = 65_535;

const sentence = (port: number, reason: unknown): string => {
  const isTaken = reason instanceof Error && 'code' in reason && reason.code === 'EADDRINUSE';
  const what = isTaken
    ? `Port ${port} is taken by another program.`
    : `Port ${port} cannot be opened by this user.`;
  const other = port >= 1_024 && port < LAST_PORT ? port + 1 : 3_001;
  return `${what} Choose another one: PORT=${other} npm run demo`;
};
