import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const interrupt = () => process.exit(130);

/** Processes and folders that a measurement makes; whatever happens, none outlives it. */
export const createWorkshop = () => {
  const children = new Set<ChildProcess>();
  const folders: string[] = [];
  const killAll = () => {
    for (const child of children) child.kill('SIGKILL');
  };
  const clearUp = () => {
    killAll();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', clearUp);
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);

  return {
    folder: async (): Promise<string> => {
      const folder = await mkdtemp(join(tmpdir(), 'retorno-bench-'));
      folders.push(folder);
      return folder;
    },
    run: (script: string, options: RunOptions = {}): Running => {
      const child = spawn(process.execPath, [...(options.nodeArgs ?? []), script, ...(options.args ?? [])], {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...cleanEnvironment(), ...options.env },
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      });
      children.add(child);
      child.once('exit', () => children.delete(child));
      return describeRunning(child);
    },
    close: async (): Promise<void> => {
      const ended = [...children].map((child) => once(child, 'exit'));
      killAll();
      await Promise.all(ended);
      process.off('exit', clearUp);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
};

export type Workshop = ReturnType<typeof createWorkshop>;

type RunOptions = {
  readonly args?: readonly string[];
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
};

export type Running = {
  readonly pid: number;
  /** Resolves with the first line of its output that passes. Rejects when it ends before. */
  readonly line: (passes?: (line: string) => boolean) => Promise<string>;
  readonly tell: (line: string) => void;
  readonly signal: (name: 'SIGSTOP' | 'SIGCONT') => void;
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
};

/** What is measured is set up here alone, not by the settings of who runs it. */
const cleanEnvironment = (): Record<string, string> => ({ PATH: process.env['PATH'] ?? '' });

const describeRunning = (child: ChildProcess): Running => {
  const waiting: { readonly passes: (line: string) => boolean; readonly resolve: (line: string) => void }[] =
    [];
  const unread: string[] = [];
  const failed = new Set<(reason: Error) => void>();
  if (child.stdout === null) throw new Error('no output');
  createInterface(child.stdout).on('line', (line) => {
    const place = waiting.findIndex(({ passes }) => passes(line));
    if (place === -1) unread.push(line);
    else waiting.splice(place, 1)[0]?.resolve(line);
    if (unread.length > MOST_UNREAD) unread.shift();
  });
  child.once('exit', (code, signal) => {
    for (const fail of failed) fail(new Error(`${child.spawnargs.join(' ')} ended with ${code ?? signal}`));
  });
  return {
    pid: child.pid ?? 0,
    line: (passes = () => true) =>
      new Promise((resolve, reject) => {
        const place = unread.findIndex(passes);
        if (place !== -1) return resolve(unread.splice(place, 1)[0] ?? '');
        failed.add(reject);
        waiting.push({
          passes,
          resolve: (line) => {
            failed.delete(reject);
            resolve(line);
          },
        });
      }),
    tell: (line) => void child.stdin?.write(`${line}\n`),
    signal: (name) => void child.kill(name),
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGCONT');
      child.kill(signal);
      await ended;
    },
  };
};

const MOST_UNREAD = 100;
