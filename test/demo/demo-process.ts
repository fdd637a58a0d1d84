import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export type DemoProcess = {
  readonly port: number;
  readonly printed: () => string;
  /** What the terminal shows holds all of these; rejects when the process ends before. */
  readonly shows: (pattern: RegExp) => Promise<void>;
  /** Ctrl-C as a terminal sends it: to npm and to everything below it. Answers the exit code. */
  readonly pressCtrlC: () => Promise<number | null>;
  readonly ended: Promise<number | null>;
  /** Whether anything of it still runs. */
  readonly isAlive: () => boolean;
};

/** `npm run demo` with nothing in its environment but a port. */
export const startDemo = (port: number): DemoProcess => {
  const child = spawn('npm', ['run', 'demo'], {
    cwd: root,
    // A process group of its own, as a terminal gives it.
    detached: true,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (text += String(part)));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const group = groupOf(child);
  return {
    port,
    printed: () => text,
    shows: (pattern) =>
      new Promise((fulfil, reject) => {
        const look = (): void => void (pattern.test(text) && fulfil());
        child.stdout.on('data', look);
        void ended.then(() => reject(new Error(text)));
        look();
      }),
    pressCtrlC: async () => {
      process.kill(-group, 'SIGINT');
      return ended;
    },
    ended,
    isAlive: () => isAlive(group),
  };
};

const groupOf = ({ pid }: ChildProcess): number => {
  if (pid === undefined) throw new Error('npm did not start');
  return pid;
};

const isAlive = (group: number): boolean => {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
};

export const takePort = async (): Promise<{
  readonly port: number;
  readonly release: () => Promise<void>;
}> => {
  const server: Server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    release: async () => {
      server.close();
      await once(server, 'close');
    },
  };
};

export const answers = (port: number): Promise<boolean> =>
  new Promise((fulfil) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => fulfil(true)).once('error', () => fulfil(false));
    socket.once('connect', () => socket.destroy());
  });
