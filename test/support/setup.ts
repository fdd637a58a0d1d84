import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

/** Console output fails the test that makes it: a log line belongs into the injected log, a command's output into its stream. */
const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;
let written: string[] = [];

for (const method of methods) {
  console[method] = (...words: unknown[]) => {
    written.push(`console.${method}: ${words.map(String).join(' ')}`);
  };
}

beforeEach(() => {
  written = [];
});

afterEach(() => {
  if (written.length > 0)
    throw new Error(`The console is not for tests or the product:\n${written.join('\n')}`);
});

/** A file that leaves a server, a process or a timer behind fails: the product must be able to stop. */
let before: string[] = [];

beforeAll(() => {
  before = process.getActiveResourcesInfo();
});

afterAll(async () => {
  let left = leftBehind();
  for (let waits = 0; left.length > 0 && waits < 20; waits += 1) {
    await pause(50, undefined, { ref: false });
    left = leftBehind();
  }
  if (left.length > 0) throw new Error(`Still open after the file's last test: ${left.join(', ')}`);
});

const leftBehind = () => {
  const rest = [...before];
  return process.getActiveResourcesInfo().filter((resource) => {
    const known = rest.indexOf(resource);
    if (known >= 0) rest.splice(known, 1);
    return known < 0 && holdsTheProcess.test(resource);
  });
};

const holdsTheProcess =
  /^(TCPServerWrap|TCPSocketWrap|TCPWRAP|TLSWrap|ProcessWrap|ChildProcess|Timeout|Worker|MessagePort|FSEvent)/i;
