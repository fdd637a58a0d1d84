import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');

/** The product as its host runs it: processes of its own on a folder of its own, which can be killed and started again. */
export type ServerProcess = {
  readonly url: string;
  readonly folder: string;
  /** Starts it, and resolves with the milliseconds until it was ready. */
  readonly start: () => Promise<number>;
  /** As the power going: no signal handler runs. */
  readonly kill: () => Promise<void>;
  /** SIGTERM, and the exit code that follows. */
  readonly stop: () => Promise<number | null>;
  /** A command of the command line, its answer parsed. Rejects with what it wrote to stderr. */
  readonly run: <Answer>(...line: readonly string[]) => Promise<Answer>;
  readonly logged: () => string;
  /** Kills what runs and removes the folder. */
  readonly dispose: () => Promise<void>;
};

export const createServerProcess = async (
  environment: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> => {
  const folder = await mkdtemp(join(tmpdir(), 'retorno-server-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    PATH: process.env['PATH'] ?? '',
    HOST: '127.0.0.1',
    PORT: String(port),
    APP_URL: url,
    DATABASE_URL: `sqlite:${join(folder, 'retorno.db')}`,
    LOG_LEVEL: 'warn',
    ...environment,
  };
  let running: ChildProcess | null = null;
  let output = '';

  const start = async (): Promise<number> => {
    const begun = performance.now();
    const child = spawn(process.execPath, [MAIN, 'serve'], {
      env: settings,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    running = child;
    while (!(await isReady(url))) {
      if (child.exitCode !== null) throw new Error(`the server did not start:\n${output}`);
      await pause(20);
    }
    return performance.now() - begun;
  };
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const child = running;
    running = null;
    if (child === null || child.exitCode !== null) return child?.exitCode ?? null;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    return child.exitCode;
  };
  return {
    url,
    folder,
    start,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    run: (...line) => runCommand(line, settings),
    logged: () => output,
    dispose: async () => {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/readyz`)).status === 200;
  } catch {
    return false;
  }
};

const runCommand = async <Answer>(
  line: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Answer> => {
  const child = spawn(process.execPath, [MAIN, ...line, '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let answer = '';
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  await once(child, 'close');
  if (child.exitCode !== 0) throw new Error(complaint);
  return JSON.parse(answer) as Answer;
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};
